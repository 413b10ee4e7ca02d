using System.Diagnostics.Metrics;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>The embedded store as a server puts it together, and what it tells of its groups.</summary>
internal sealed class SqliteServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly MeterListener _listener = new();
    private readonly List<int> _groups = [];

    public SqliteServer(string folder, int busySeconds = 30)
    {
        var settings = new Dictionary<string, string?> { ["Storage:Path"] = folder, ["Storage:BusySeconds"] = $"{busySeconds}" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSqliteStorage(configuration)
            .Configure<MeetingIndexOptions>(listing => listing.Every = TimeSpan.FromMilliseconds(100))
            .BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == StoreMetrics.GroupSize) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            lock (_groups) _groups.Add(size);
        });
        _listener.Start();
        Database = _services.GetRequiredService<SqliteDatabase>();
    }

    public SqliteDatabase Database { get; }

    public IBoardStore Boards => _services.GetRequiredService<IBoardStore>();

    public IInvitationStore Invitations => _services.GetRequiredService<IInvitationStore>();

    public ILobbyStore WaitingRoom => _services.GetRequiredService<ILobbyStore>();

    public IDeviceLinkStore DeviceLinks => _services.GetRequiredService<IDeviceLinkStore>();

    public IAccessLog AccessLog => _services.GetRequiredService<IAccessLog>();

    public IMeetingList MeetingList => _services.GetRequiredService<IMeetingList>();

    public IRetentionStore Keeping => _services.GetRequiredService<IRetentionStore>();

    public IMeetingIndex MeetingIndex => _services.GetRequiredService<IMeetingIndex>();

    public IBoardFeed Feed => _services.GetRequiredService<IBoardFeed>();

    /// <summary>How many writes each transaction made durable so far.</summary>
    public IReadOnlyList<int> Groups
    {
        get
        {
            lock (_groups) return [.. _groups];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _listener.Dispose();
    }
}

using System.Diagnostics.Metrics;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Cosmos;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.TestSupport.Cosmos;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>The store over Cosmos DB as a server puts it together, beneath which is the double or an account.</summary>
internal sealed class CosmosServer : IAsyncDisposable
{
    /// <summary>Nobody listens there: the double answers before it comes to that.</summary>
    private const string Nowhere = "http://127.0.0.1:1/";

    /// <summary>Leases that lapse within the patience of a test.</summary>
    private static readonly LeasePace Pace = new(
        Acquire: TimeSpan.FromMilliseconds(200),
        Renew: TimeSpan.FromMilliseconds(500),
        Expire: TimeSpan.FromSeconds(3),
        StartAgain: TimeSpan.FromMilliseconds(200));

    private readonly ServiceProvider _services;
    private readonly CosmosDoubleHandler? _line;
    private readonly LogRecorder _log = new();
    private readonly MeterListener _listener = new();
    private readonly List<(string Operation, double Units)> _charges = [];

    private CosmosServer(Dictionary<string, string?> settings, CosmosDouble? within)
    {
        CosmosDouble.PlanQueriesInProcess();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_log))
            .AddSingleton(Pace)
            .AddCosmosStorage(configuration)
            .Configure<MeetingIndexOptions>(listing => listing.Every = TimeSpan.FromMilliseconds(100));
        if (within is not null)
        {
            _line = new(within);
            services.PostConfigure<CosmosClientOptions>(client => client.HttpClientFactory = () => new(_line, disposeHandler: false));
        }

        _services = services.BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == CosmosMetrics.RequestCharge) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, units, tags, _) =>
        {
            lock (_charges) _charges.Add(((string)tags[0].Value!, units));
        });
        _listener.Start();
    }

    public IBoardStore Boards => _services.GetRequiredService<IBoardStore>();

    /// <summary>All that it has of the doors.</summary>
    public AdmissionStores Doors => new(Boards, Invitations, WaitingRoom, DeviceLinks, AccessLog, MeetingList, MeetingIndex, Keeping, Feed);

    public IInvitationStore Invitations => _services.GetRequiredService<IInvitationStore>();

    public ILobbyStore WaitingRoom => _services.GetRequiredService<ILobbyStore>();

    public IDeviceLinkStore DeviceLinks => _services.GetRequiredService<IDeviceLinkStore>();

    public IAccessLog AccessLog => _services.GetRequiredService<IAccessLog>();

    public IMeetingList MeetingList => _services.GetRequiredService<IMeetingList>();

    public IMeetingIndex MeetingIndex => _services.GetRequiredService<IMeetingIndex>();

    public IBoardFeed Feed => _services.GetRequiredService<IBoardFeed>();

    public IRetentionStore Keeping => _services.GetRequiredService<IRetentionStore>();

    /// <summary>Where boards are.</summary>
    public Container Container => _services.GetRequiredService<Container>();

    /// <summary>Where everything else is.</summary>
    public Container DoorContainer => Container.Database.GetContainer(Container.Id + "-doors");

    /// <summary>Where the leases of the feed are.</summary>
    public Container LeaseContainer => Container.Database.GetContainer(Container.Id + "-leases");

    /// <summary>Cuts this server off from the double, as if its machine had died: nothing of what it still asks arrives.</summary>
    public void CutOff() => _line!.IsCut = true;

    /// <summary>What it has logged so far.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    /// <summary>What each answer was charged so far.</summary>
    public IReadOnlyList<(string Operation, double Units)> Charges
    {
        get
        {
            lock (_charges) return [.. _charges];
        }
    }

    /// <summary>A server on the double, in this process.</summary>
    /// <param name="account">The double.</param>
    /// <param name="patience">In seconds; see <see cref="CosmosOptions.Patience"/>.</param>
    /// <param name="create">Whether it makes the containers.</param>
    /// <param name="container">The name of the one for boards.</param>
    /// <param name="leases">The name of the one for leases, where it is not made of that.</param>
    public static Task<CosmosServer> Open(CosmosDouble account, int patience = 10, bool create = true, string container = "boards", string? leases = null) =>
        Open(new CosmosServer(Settings(Nowhere, CosmosDouble.Key, container, patience, create, leases), account));

    /// <summary>A server on an account, over the network.</summary>
    public static Task<CosmosServer> Open(string endpoint, string key, string container) =>
        Open(new CosmosServer(Settings(endpoint, key, container, 30), within: null));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _line?.Dispose();
        _listener.Dispose();
    }

    private static async Task<CosmosServer> Open(CosmosServer server)
    {
        await server._services.GetRequiredService<CosmosStart>().StartAsync(CancellationToken.None);
        return server;
    }

    private static Dictionary<string, string?> Settings(string endpoint, string key, string container, int patience, bool create = true, string? leases = null) => new()
    {
        ["Storage:Cosmos:Endpoint"] = endpoint,
        ["Storage:Cosmos:Key"] = key,
        ["Storage:Cosmos:Container"] = container,
        ["Storage:Cosmos:Doors"] = container + "-doors",
        ["Storage:Cosmos:Leases"] = leases ?? container + "-leases",
        ["Storage:Cosmos:CreateContainer"] = $"{create}",
        ["Storage:Cosmos:Patience"] = $"00:00:{patience:00}",
    };
}

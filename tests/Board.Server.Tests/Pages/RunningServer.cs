using System.Collections.Concurrent;
using MappingBoard.Server.Access;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>
/// The whole server as it is shipped, on a real Kestrel and a free port of this machine, with a store of its own and
/// every line of its log kept. Starts when a test class first needs it.
/// </summary>
public class RunningServer : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly KeptLog _log = new();
    private WebApplication? _app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Every line that was logged, at whatever level, with its scopes.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    public IServiceProvider Services => _app!.Services;

    /// <summary>Settings beside those that every test needs.</summary>
    protected virtual string[] Settings => [];

    /// <summary>What a test exchanges.</summary>
    protected virtual void Change(IServiceCollection services)
    {
    }

    public virtual async ValueTask InitializeAsync()
    {
        string[] args =
        [
            "--urls=http://127.0.0.1:0", "--environment=Production", $"--Storage:Path={_folder["data"]}",
            "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", .. Settings,
        ];
        _app = BoardServer.Create(args, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(_log);
            Change(builder.Services);
        });
        await _app.StartAsync();
        Address = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser that nobody has used before.</summary>
    public Browser NewBrowser() => new(Address);

    public async Task<Board> Board(string id) =>
        (await Services.GetRequiredService<RoomDirectory>().Read(id, TestContext.Current.CancellationToken))!.Value.Board;

    /// <summary>The token of a new invitation by the board's first participant.</summary>
    public async Task<string> Invite(string board)
    {
        var by = (await Board(board)).Participants[0].Id;
        var invitation = await Services.GetRequiredService<IInvitations>().Create(board, by, Address, TestContext.Current.CancellationToken);
        return invitation.Path["join/".Length..];
    }

    private sealed class KeptLog : ILoggerProvider, ISupportExternalScope
    {
        private readonly ConcurrentQueue<string> _lines = [];
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Logger(KeptLog log, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => log._scopes.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var scopes = new List<string>();
                log._scopes.ForEachScope((scope, list) => list.Add(scope?.ToString() ?? ""), scopes);
                log._lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception} [{string.Join(" | ", scopes)}]");
            }
        }
    }
}

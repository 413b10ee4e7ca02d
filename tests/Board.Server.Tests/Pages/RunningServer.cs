using System.Collections.Concurrent;
using MappingBoard.Server.Admission;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
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
    private readonly CapturedLog _log = new();
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
            // Every test is the same address, and sends more than a conference does.
            "--Access:DoorsPerMinute=1000000", "--Access:AsksPerAddress=1000000",
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

    /// <summary>A new board, and the token of an invitation for its family.</summary>
    public async Task<(string Board, string Token)> Meeting()
    {
        using var chair = NewBrowser();
        var board = await chair.StartBoard();
        return (board, await Invite(board));
    }

    /// <summary>The token of a new invitation by the board's chair.</summary>
    public async Task<string> Invite(string board, Role role = Role.Family, string? name = null, string? who = null, int? uses = null) =>
        (await MakeInvitation(board, new(role, Address.AbsoluteUri, Name: name, Who: who, Uses: uses))).Path["join/".Length..];

    /// <summary>A new invitation by the board's chair.</summary>
    public async Task<InvitationMade> MakeInvitation(string board, MakeInvitation wish) => Assert.IsType<InvitationMade>(await AsksAsTheChair(board, wish));

    /// <summary>What the board's chair is answered at the doors.</summary>
    public async Task<AdmissionAnswer> AsksAsTheChair(string board, AdmissionRequest request)
    {
        var chair = (await Board(board)).Participants.Last(p => p is { IsChair: true, IsAtTheMeeting: true });
        return await Services.GetRequiredService<AdmissionHandler>().Answer(board, chair.Id, request, TestContext.Current.CancellationToken);
    }

    /// <summary>The board's chair ends somebody's part in the meeting.</summary>
    public Task SendsOut(string board, string participant) => AsTheChair(board, new SendOut(participant));

    /// <summary>The board's chair makes somebody else a chair.</summary>
    public Task MakesChair(string board, string participant) => AsTheChair(board, new AppointChair(participant));

    /// <summary>Somebody at a board does something.</summary>
    public async Task Does(string board, string participant, Change change) =>
        Assert.Null(await Services.GetRequiredService<RoomDirectory>().Do(board, participant, [change], TestContext.Current.CancellationToken));

    /// <summary>The board's chair does something.</summary>
    public async Task AsTheChair(string board, Change change)
    {
        var chair = (await Board(board)).Participants.Last(p => p is { IsChair: true, IsAtTheMeeting: true });
        Assert.Null(await Services.GetRequiredService<RoomDirectory>().Do(board, chair.Id, [change], TestContext.Current.CancellationToken));
    }

    /// <summary>Who waits at a board, as its chair sees them.</summary>
    public async Task<IReadOnlyList<LobbyRequest>> Waiting(string board) =>
        await Services.GetRequiredService<ILobbyStore>().ReadWaiting(board, TestContext.Current.CancellationToken);

    /// <summary>Somebody comes by a link, waits, and is let in by the chair; where that leads.</summary>
    public async Task<Page> Comes(Browser browser, string board, string token, string name, string who)
    {
        var waits = await browser.Join(token, name, who);
        Assert.Equal(302, waits.Status);
        Assert.IsType<AdmissionDone>(await AsksAsTheChair(board, new AdmitAll([.. (await Waiting(board)).Select(w => w.Id)])));
        return await browser.Get(waits.Location!);
    }

    private sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
    {
        private readonly ConcurrentQueue<string> _lines = [];
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Logger(CapturedLog log, string category) : ILogger
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

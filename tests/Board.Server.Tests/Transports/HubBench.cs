using System.Collections.Immutable;
using MappingBoard.Server.Admission;
using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Server.Transports;
using MappingBoard.Server.Transports.Circuit;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>
/// A board on a whole server, where the chair, Ada and Ben are. People come with cookies of the server's own. The store
/// is in memory, so that a test can take it away.
/// </summary>
internal sealed class HubBench : IAsyncDisposable
{
    private readonly RunningServer _server;
    private readonly bool _isItsOwn;
    private readonly List<IAsyncDisposable> _people = [];
    private bool _isDisposed;

    private HubBench(RunningServer server, bool isItsOwn, string? board = null)
    {
        _server = server;
        _isItsOwn = isItsOwn;
        Board = board ?? Random.Shared.Id();
    }

    /// <summary>The board's id.</summary>
    public string Board { get; }

    public RunningServer Server => _server;

    public MemoryBoardStore Store => _server.Store;

    public Uri Address => _server.Address;

    public RoomDirectory Rooms => Services.GetRequiredService<RoomDirectory>();

    public AdmissionHandler Admission => Services.GetRequiredService<AdmissionHandler>();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IServiceProvider Services => _server.App.Services;

    /// <summary>Something of the server.</summary>
    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>With a server of its own, for a test that exchanges settings or takes the store away.</summary>
    public static async Task<HubBench> Start(params string[] settings) => await With(await RunningServer.Start(settings), isItsOwn: true);

    /// <summary>With a server of its own, put together differently.</summary>
    public static async Task<HubBench> Start(Action<WebApplicationBuilder> with) => await With(await RunningServer.Start(with: with), isItsOwn: true);

    /// <summary>On a server that other tests use as well.</summary>
    public static Task<HubBench> On(RunningServer server) => With(server, isItsOwn: false);

    /// <summary>The same board at another server, which it does not end.</summary>
    public HubBench At(RunningServer other) => new(other, isItsOwn: false, Board);

    public async Task Joins(string name, Role role) =>
        Assert.Null(await Rooms.Do(Board, SeededIds.Named(name), [new JoinBoard(name, "made up", role)], Cancel));

    /// <summary>Somebody asks to come in by an invitation; the id of their request.</summary>
    public async Task<string> Asks(InvitationMade invitation, string name)
    {
        var kept = (await Services.GetRequiredService<InvitationIssuer>().Find(invitation.Path["join/".Length..], Cancel))!;
        var request = new LobbyRequest(Random.Shared.Id(), Board, kept.Id, SeededIds.Named(name), name, "made up", kept.Role, kept.Circles, DateTimeOffset.UtcNow);
        Assert.Equal(Asked.Waits, await Services.GetRequiredService<Reception>().Ask(request, Cancel));
        return request.Id;
    }

    public Task<LobbyRequest?> Request(string id) => Services.GetRequiredService<Reception>().Find(id, Cancel);

    /// <summary>The cookie by which a browser speaks for a person.</summary>
    public string CookieOf(string name, string? board = null)
    {
        var context = new DefaultHttpContext { Request = { Host = new("127.0.0.1") } };
        Services.GetRequiredService<BoardCookies>().Give(context, board ?? Board, SeededIds.Named(name));
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    /// <summary>A person's page over SignalR, as in a browser.</summary>
    public BoardPerson InABrowser(string name) => Comes(name, new SignalRConnection(new(Address, HubContract.Path), CookieOf(name)));

    /// <summary>A person's page on a server circuit.</summary>
    public BoardPerson OnACircuit(string name) => Comes(name, new InProcessBoardConnection(
        Services.GetRequiredService<RoomEntrance>(),
        new Known(Board, SeededIds.Named(name)),
        Admission,
        Services.GetRequiredService<IOptions<OutboxOptions>>(),
        TimeProvider.System,
        Supervised.BySystemTime,
        NullLogger<InProcessBoardConnection>.Instance));

    public BoardPerson Comes(string name, bool onACircuit) => onACircuit ? OnACircuit(name) : InABrowser(name);

    /// <summary>A connection that sends whatever a test wants.</summary>
    public async Task<RawPage> Raw(string? name, string? cookie = null)
    {
        var page = await RawPage.Connect(Address, cookie ?? (name is null ? null : CookieOf(name)));
        _people.Add(page);
        return page;
    }

    public ImmutableArray<string> TextsInTheLog() =>
        [.. Store.Log(Board).SelectMany(c => c.Batches).SelectMany(b => b.Changes).OfType<AddNote>().Select(n => n.Text)];

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people) await person.DisposeAsync();
        _people.Clear();
        if (_isItsOwn && !Interlocked.Exchange(ref _isDisposed, true)) await _server.DisposeAsync();
    }

    private static async Task<HubBench> With(RunningServer server, bool isItsOwn)
    {
        var bench = new HubBench(server, isItsOwn);
        Assert.Null(await bench.Rooms.Create(bench.Board, SeededIds.Named("chair"), SampleBoards.StartAndJoin("chair"), Cancel));
        await bench.Joins("Ada", Role.Family);
        await bench.Joins("Ben", Role.Professional);
        return bench;
    }

    private BoardPerson Comes(string name, IBoardConnection connection)
    {
        var person = new BoardPerson(name, Board, connection);
        _people.Add(person);
        return person;
    }

    /// <summary>What a circuit knows of its person: the claims of the cookies that it came with.</summary>
    private sealed class Known(string board, string participant) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new(new System.Security.Claims.ClaimsIdentity([new(ParticipantClaims.ClaimType(board), participant)]))));
    }
}

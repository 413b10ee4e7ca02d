using MappingBoard.Server.Ports;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Cosmos;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Where the doors of boards are kept. It opens as many servers on the same data as a test asks for.</summary>
public abstract class AdmissionHome : IAsyncDisposable
{
    /// <summary>One more server on the same data.</summary>
    public abstract ValueTask<AdmissionStores> Open();

    /// <summary>All servers stop; the data stay.</summary>
    public abstract ValueTask StopAll();

    /// <summary>All that is kept, as somebody finds it who has got hold of the storage. After all servers have stopped.</summary>
    public abstract Task<string> ReadRaw(string board);

    /// <summary>Everything that is stored, of all boards, while servers run.</summary>
    public abstract string ReadEverything();

    /// <summary>All servers stop, and the data are deleted.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>What a server has of the doors.</summary>
public sealed record AdmissionStores(
    IBoardStore Boards,
    IInvitationStore Invitations,
    ILobbyStore WaitingRoom,
    IDeviceLinkStore DeviceLinks,
    IAccessLog AccessLog,
    IMeetingList MeetingList,
    IMeetingIndex MeetingIndex,
    IRetentionStore Keeping,
    IBoardFeed Feed);

/// <summary>The embedded store: one file.</summary>
public sealed class SqliteHome : AdmissionHome
{
    private readonly TempFolder _folder = new();
    private readonly List<SqliteServer> _servers = [];

    public override ValueTask<AdmissionStores> Open()
    {
        var server = new SqliteServer(_folder["data"]);
        _servers.Add(server);
        return ValueTask.FromResult<AdmissionStores>(new(
            server.Boards,
            server.Invitations,
            server.WaitingRoom,
            server.DeviceLinks,
            server.AccessLog,
            server.MeetingList,
            server.MeetingIndex,
            server.Keeping,
            server.Feed));
    }

    public override async ValueTask StopAll()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _servers.Clear();
    }

    public override Task<string> ReadRaw(string board) =>
        File.ReadAllTextAsync(_folder["data/board.db"], System.Text.Encoding.Latin1, TestContext.Current.CancellationToken);

    public override string ReadEverything() => string.Concat(Directory.GetFiles(_folder["data"]).Select(Read));

    public override async ValueTask DisposeAsync()
    {
        await StopAll();
        _folder.Dispose();
    }

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(file, System.Text.Encoding.Latin1);
        return text.ReadToEnd();
    }
}

/// <summary>Cosmos DB: the real SDK, and beneath it the double, in this process.</summary>
public sealed class CosmosHome : AdmissionHome
{
    private readonly CosmosDouble _account = new();
    private readonly List<CosmosServer> _servers = [];

    public override async ValueTask<AdmissionStores> Open()
    {
        _servers.Add(await CosmosServer.Open(_account));
        return _servers[^1].Doors;
    }

    public override async ValueTask StopAll()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _servers.Clear();
    }

    public override Task<string> ReadRaw(string board) => Task.FromResult(string.Join('\n', _account.All(board).Select(document => document.GetRawText())));

    public override string ReadEverything() => string.Join('\n', _account.Everything().Select(document => document.GetRawText()));

    public override async ValueTask DisposeAsync()
    {
        await StopAll();
        Assert.Empty(_account.Refused);
    }
}

/// <summary>Cosmos DB over a network; see <see cref="CosmosNetwork"/>.</summary>
public sealed class CosmosNetworkHome : AdmissionHome
{
    private readonly CosmosNetwork _network = new();

    public override async ValueTask<AdmissionStores> Open() => (await _network.Open()).Doors;

    public override ValueTask StopAll() => _network.StopAll();

    public override Task<string> ReadRaw(string board) => _network.ReadRaw(board);

    public override string ReadEverything() => _network.ReadEverything();

    public override ValueTask DisposeAsync() => _network.DisposeAsync();
}

/// <summary>What every home of the doors promises; a contract derives from it, and a home's tests from the contract.</summary>
public abstract class AdmissionContract(AdmissionHome home) : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected AdmissionHome Home => home;

    /// <summary>A server.</summary>
    protected AdmissionStores Here { get; private set; } = null!;

    /// <summary>Another server on the same data.</summary>
    protected AdmissionStores There { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Here = await home.Open();
        There = await home.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>All servers are ended and started again.</summary>
    protected async Task Restart()
    {
        await home.StopAll();
        Here = await home.Open();
        There = await home.Open();
    }
}

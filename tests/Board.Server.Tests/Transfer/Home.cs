using MappingBoard.Server.Commands;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Practice;
using MappingBoard.Shared.Templates.Practice;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Transfer;

/// <summary>A store that commands are given to by its configuration, and that a test looks into beside them.</summary>
internal sealed class Home : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CosmosDouble? _account;
    private readonly List<IAsyncDisposable> _open = [];

    public Home(string kind = "sqlite")
    {
        if (kind == "sqlite") return;
        CosmosDouble.PlanQueriesInProcess();
        _account = new();
    }

    public static string[] Kinds => ["sqlite", "cosmos"];

    public string Folder => _folder["data"];

    public CosmosDouble Account => _account ?? throw new InvalidOperationException("This home is a file.");

    public string[] Settings =>
    [
        $"--Storage:Path={Folder}", .. _account is null ? (string[])[] :
        [
            "--Storage:Kind=cosmos", "--Storage:Cosmos:Endpoint=http://127.0.0.1:1/", $"--Storage:Cosmos:Key={CosmosDouble.Key}",
            "--Storage:Cosmos:CreateContainer=true", "--Storage:Cosmos:Patience=00:00:10",
        ],
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The store as a server beside the commands has it.</summary>
    public async Task<IBoardStore> Open()
    {
        if (_account is not null)
        {
            var cosmos = await CosmosServer.Open(_account);
            _open.Add(cosmos);
            return cosmos.Boards;
        }

        var sqlite = new SqliteServer(Folder);
        _open.Add(sqlite);
        return sqlite.Boards;
    }

    /// <summary>A board that is kept here.</summary>
    public async Task<IReadOnlyList<Commit>> Keeps(IReadOnlyList<Commit> log)
    {
        var store = await Open();
        foreach (var commit in log) Assert.True(await store.TryAppend(commit, Cancel));
        return log;
    }

    public async Task<IReadOnlyList<Commit>> Log(string board) => await (await Open()).ReadCommits(board, 0, Cancel);

    /// <summary>Gives a command with this home's configuration.</summary>
    public async Task<(int Code, string Said)> Does(params string[] command)
    {
        using var said = new StringWriter();
        var code = await BoardCommand.Run([.. command, .. Settings], said, said, services =>
        {
            if (_account is not null)
                services.PostConfigure<CosmosClientOptions>(client => client.HttpClientFactory = () => new(new CosmosDoubleHandler(_account)));
        });
        return (code, said.ToString());
    }

    /// <summary>The practice meeting as a log: one commit for each of its batches.</summary>
    public static IReadOnlyList<Commit> PracticeLog(int seed = 1)
    {
        var bytes = new byte[PracticeBoard.SeedBytes];
        new Random(seed).NextBytes(bytes);
        var at = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        var ledger = Ledger.Empty(SampleLog.Id(seed));
        var log = new List<Commit>();
        foreach (var batch in PracticeBoard.Of(PracticeMeeting.Load(), new(2026, 11, 23), bytes).Batches)
        {
            var draft = new CommitDraft(ledger, at = at.AddSeconds(1));
            Assert.Null(draft.TakeOwn(batch.By, batch.Changes));
            (var commit, ledger) = draft.Finish();
            log.Add(commit);
        }

        return log;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _open) await server.DisposeAsync();
        if (_account is not null) Assert.Empty(_account.Refused);
        _folder.Dispose();
    }
}

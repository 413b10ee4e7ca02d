using System.Text.Json;
using MappingBoard.Server.Bus;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>One room on a store in memory, run one step at a time by the test. The chair, Ada and Ben are at the meeting.</summary>
internal sealed class RoomBench : ISnapshotKeeper
{
    public static readonly string Board = SeededIds.Named("board");
    private int _pages;

    public RoomBench(RoomOptions? options = null, MemoryBoardStore? store = null, IBoardBus? bus = null)
    {
        Options = options ?? new();
        Store = store ?? new();
        Bus = bus ?? new InProcessBus();
        if (Store.Log(Board).Count == 0)
        {
            foreach (var commit in FirstCommits()) Append(commit);
        }

        Open();
    }

    public RoomOptions Options { get; }

    public MemoryBoardStore Store { get; }

    public IBoardBus Bus { get; }

    public FakeTimeProvider Time { get; } = new(SampleBoards.Noon);

    public Pump Pump { get; } = new();

    public Room Room { get; private set; } = null!;

    public Task Running { get; private set; } = Task.CompletedTask;

    public List<Ledger> Snapshots { get; } = [];

    /// <summary>The ledger as the log says (O3).</summary>
    public Ledger FromTheLog()
    {
        var ledger = Ledger.Empty(Board);
        foreach (var commit in Log) ledger = ledger.Replay(commit, CommitHash.Of(commit));
        return ledger;
    }

    public IReadOnlyList<Commit> Log => Store.Log(Board);

    /// <summary>The accepted changes of the log, with their sequence numbers (O1).</summary>
    public IEnumerable<(long Number, Change Change)> Changes =>
        Log.SelectMany(c => c.Batches.SelectMany(b => b.Changes).Select((change, i) => (c.First + i, change)));

    public int NextPage() => ++_pages;

    /// <summary>Opens a room from what the store has, as after a restart.</summary>
    public void Open()
    {
        Open(FromTheLog());
    }

    public void Open(Ledger ledger)
    {
        var retry = BoardLog.RetryWith(Time, () => 0.5, _ => { });
        var log = new BoardLog(Board, Store, retry, CancellationToken.None);
        Room = new(new(ledger, 0, Log[^1].At), log, Bus, this, Options, Time, NullLogger.Instance);
        Running = Pump.Start(Room.Run);
        Pump.Run();
    }

    public void Keep(Ledger ledger) => Snapshots.Add(ledger);

    public Page Page(string name, string? replica = null)
    {
        var page = new Page(this, name, replica);
        page.Enter();
        return page;
    }

    /// <summary>Lets one operation that waits in the store end, and everything that follows from it.</summary>
    public void Release(StoreFault fault = StoreFault.None)
    {
        Pump.Inside(() => Store.Release(Store.Pending[0], fault));
        Pump.Run();
    }

    public void Pass(TimeSpan time)
    {
        Pump.Inside(() => Time.Advance(time));
        Pump.Run();
    }

    /// <summary>The board as the room shows it.</summary>
    public Shared.Model.Board Durable => Room.Read().Board;

    /// <summary>Puts a commit into the log past the room.</summary>
    public void Append(Commit commit) => Assert.True(Store.TryAppend(commit, CancellationToken.None).Result);

    /// <summary>A commit as another server would write it next.</summary>
    public Commit ByAnotherServer(string by, params Change[] changes)
    {
        var ledger = FromTheLog();
        var draft = new CommitDraft(ledger, Time.GetUtcNow());
        var replica = SeededIds.Named(by + "'s page elsewhere");
        Assert.True(draft.Take(replica, SeededIds.Named(by), new(ledger.Replicas.GetValueOrDefault(replica)?.Answer.N + 1 ?? 1, [.. changes])).IsNew);
        return draft.Finish().Commit;
    }

    /// <summary>A joint statement, which everybody who writes may word.</summary>
    public static AddNote Statement(string text) => Note(text) with { Category = "danger" };

    public static AddNote Note(string text) => new(SeededIds.Named(text), new(Column.Worries), text);

    /// <summary>Everybody has the same, and it is what the log says (O3).</summary>
    public void AssertAllEqual(params Page[] pages)
    {
        var ledger = FromTheLog();
        Assert.All(pages, page =>
        {
            var truth = Json(ledger.SeenBy(page.Participant));
            Assert.Equal(ledger.StreamOf(page.Participant), page.Replica.Stream);
            Assert.Equal(truth, Json(page.Replica.Confirmed));
            Assert.Equal(truth, Json(page.Replica.Shown));
            Assert.True(page.Replica.IsSaved);
        });
    }

    private static string Json(Shared.Model.Board board) =>
        JsonSerializer.Serialize(BoardSnapshot.Of(board), BoardJson.Default.BoardSnapshot);

    private static IEnumerable<Commit> FirstCommits()
    {
        var ledger = Ledger.Empty(Board);
        foreach (var (name, role) in new[] { ("chair", Role.Chair), ("Ada", Role.Family), ("Ben", Role.Professional) })
        {
            var draft = new CommitDraft(ledger, SampleBoards.Noon);
            var join = new JoinBoard(name, "made up", role);
            Assert.Null(draft.TakeOwn(SeededIds.Named(name), ledger.Number == 0 ? [SampleBoards.Start, join] : [join]));
            (var commit, ledger) = draft.Finish();
            yield return commit;
        }
    }
}

using MappingBoard.Server.MeetingIndex;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Templates;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using MappingBoard.TestSupport.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace MappingBoard.Server.Tests.MeetingIndex;

/// <summary>The list of all meetings follows the logs (K1).</summary>
public sealed class MeetingIndexerTests : IAsyncDisposable
{
    private static readonly string Board = SampleLog.Id(1);
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly MemoryBoardStore _store = new();
    private readonly SqliteServer _file;
    private readonly List<MeetingIndexer> _running = [];

    public MeetingIndexerTests() => _file = new(_folder["data"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IMeetingIndex Index => _file.MeetingIndex;

    [Fact]
    public async Task K1_boards_from_before_and_boards_of_later_are_on_the_list_and_follow_their_logs()
    {
        var first = await Write(Start("Before"));
        await Run();
        await Waits.For(() => Find(), seen => seen?.Title == "Before");
        var held = await Write(LogGens.Next(Board, first, Noon.AddHours(1), By(new HoldBoard())));
        await Waits.For(() => Find(), seen => seen is { IsHeld: true, Number: 2 });
        await Write(LogGens.Next(Board, held, Noon.AddHours(2), By(new LockBoard())));
        await Waits.For(() => Find(), seen => seen is { Number: 3 });
        Assert.Equal((Noon.AddHours(2), Noon.AddHours(2)), ((await Find())!.LockedAt!.Value, (await Find())!.LastAt));
        await Write(LogGens.Next(SampleLog.Id(2), null, Noon, By(new StartBoard("Later", MeetingTemplates.All[0], true))));
        await Waits.For(() => Index.Read([SampleLog.Id(2)], Cancel), seen => seen.Count == 1);
    }

    [Fact]
    public async Task K1_a_store_that_was_away_leaves_nothing_out()
    {
        await Run();
        _store.IsAvailable = false;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.TryAppend(Start("Never"), Cancel));
        _store.IsAvailable = true;
        var first = await Write(Start("Kept"));
        _store.IsAvailable = false;
        _store.IsAvailable = true;
        await Write(LogGens.Next(Board, first, Noon.AddHours(1), By(new HoldBoard())));
        await Waits.For(() => Find(), seen => seen is { Title: "Kept", IsHeld: true });
    }

    [Fact]
    public async Task K1_two_that_follow_at_once_do_not_disturb_each_other()
    {
        await Run();
        await Run();
        var last = await Write(Start("Both"));
        for (var i = 2; i <= 40; i++) last = await Write(SampleLog.After(Board, last));
        await Waits.For(() => Find(), seen => seen is { Number: 40, Title: "Both" });
    }

    [Fact]
    public async Task K1_a_list_that_was_lost_is_made_again()
    {
        await Write(Start("Lost and found"));
        await Run();
        await Waits.For(() => Find(), seen => seen is not null);
        await _running[0].StopAsync(Cancel);
        await Index.Remove(Board, Cancel);
        await Run();
        await Waits.For(() => Find(), seen => seen is { Title: "Lost and found" });
    }

    [Fact]
    public async Task What_is_known_already_is_not_read_again()
    {
        var asked = new CountingStore(_store);
        await Write(Start("Known"));
        await Run(asked);
        await Waits.For(() => Find(), seen => seen is not null);
        await _running[0].StopAsync(Cancel);
        var before = asked.Logs;
        await Run(asked);
        await Waits.Until(() => asked.Feeds >= 4);
        Assert.Equal((1, 1), (before, asked.Logs));
    }

    [Fact]
    public async Task A_damaged_log_keeps_no_other_board_off_the_list()
    {
        var asked = new CountingStore(_store) { Damaged = Board };
        await Write(Start("Damaged"));
        await Write(LogGens.Next(SampleLog.Id(2), null, Noon, By(new StartBoard("Sound", MeetingTemplates.All[0], true))));
        await Run(asked);
        await Waits.For(() => Index.Read([SampleLog.Id(2)], Cancel), seen => seen.Count == 1);
        Assert.Null(await Find());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var indexer in _running) await indexer.StopAsync(CancellationToken.None);
        await _file.DisposeAsync();
        _folder.Dispose();
    }

    private static Commit Start(string title) => LogGens.Next(Board, null, Noon, By(new StartBoard(title, MeetingTemplates.All[0], Practice: false)));

    private static CommittedBatch By(Change change) => new(SampleLog.Id(50), "", 0, [change], []);

    private async Task<Commit> Write(Commit commit)
    {
        Assert.True(await _store.TryAppend(commit, Cancel));
        return commit;
    }

    private async Task<MeetingSummary?> Find() => (await Index.Read([Board], Cancel)).SingleOrDefault();

    private async Task Run(IBoardStore? store = null)
    {
        var options = Options.Create(new MeetingIndexOptions { Every = TimeSpan.FromMilliseconds(20) });
        var feed = new PollingBoardFeed(store ?? _store, options, TimeProvider.System);
        _running.Add(new(feed, store ?? _store, Index, TimeProvider.System, Supervised.BySystemTime, NullLogger<MeetingIndexer>.Instance));
        await _running[^1].StartAsync(Cancel);
    }

    /// <summary>Counts what is asked of a store.</summary>
    private sealed class CountingStore(IBoardStore store) : IBoardStore
    {
        private int _logs;
        private int _feeds;

        public int Logs => Volatile.Read(ref _logs);

        public int Feeds => Volatile.Read(ref _feeds);

        public string? Damaged { get; init; }

        public Task<bool> TryAppend(Commit commit, CancellationToken cancel) => store.TryAppend(commit, cancel);

        public Task<IReadOnlyList<Commit>> ReadCommits(string board, long after, int most, CancellationToken cancel)
        {
            Interlocked.Increment(ref _logs);
            return board == Damaged ? throw new DamagedLogException(board, 1, "is missing") : store.ReadCommits(board, after, most, cancel);
        }

        public Task<Snapshot?> ReadSnapshot(string board, CancellationToken cancel) => store.ReadSnapshot(board, cancel);

        public Task WriteSnapshot(Snapshot snapshot, CancellationToken cancel) => store.WriteSnapshot(snapshot, cancel);

        public Task<ChangedBoards> ReadChanged(string? token, int most, CancellationToken cancel)
        {
            Interlocked.Increment(ref _feeds);
            return store.ReadChanged(token, most, cancel);
        }
    }
}

using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Snapshots, and what has changed across boards.</summary>
public abstract partial class BoardStoreContract
{
    [Fact]
    public async Task O3_a_snapshot_comes_back_to_the_letter_after_a_restart_too()
    {
        Assert.Null(await Store.ReadSnapshot(Board, Cancel));
        var snapshot = SnapshotAt(await Written(Board, 5), 5);
        await Store.WriteSnapshot(snapshot, Cancel);
        Assert.Equal(Json(snapshot), Json(await Store.ReadSnapshot(Board, Cancel)));
        Assert.Null(await Store.ReadSnapshot(SampleLog.Id(1001), Cancel));

        await StopAll();
        Store = await OpenAnother();
        Assert.Equal(Json(snapshot), Json(await Store.ReadSnapshot(Board, Cancel)));
    }

    [Fact]
    public async Task O3_an_older_snapshot_never_replaces_a_newer_one()
    {
        var log = await Written(Board, 9);
        foreach (var (written, kept) in new[] { (3, 3), (2, 3), (9, 9), (4, 9), (8, 9) })
        {
            await Store.WriteSnapshot(SnapshotAt(log, written), Cancel);
            Assert.Equal(kept, (await Store.ReadSnapshot(Board, Cancel))!.Number);
        }
    }

    [Fact]
    public async Task O3_a_snapshot_takes_nothing_away_from_the_log()
    {
        var log = await Written(Board, 6);
        await Store.WriteSnapshot(SnapshotAt(log, 4), Cancel);
        Assert.Equal(Hashes(log), Hashes(await Store.ReadCommits(Board, 0, Cancel)));
    }

    [Fact]
    public async Task Changed_boards_come_once_each_with_their_latest_commit()
    {
        Assert.Empty((await Store.ReadChanged(null, 10, Cancel)).Boards);
        var logs = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Written(SampleLog.Id(i), i + 1)));

        var all = await Store.ReadChanged(null, 10, Cancel);
        Assert.Equal([(SampleLog.Id(0), 1L), (SampleLog.Id(1), 2L), (SampleLog.Id(2), 3L)], all.Boards.Select(b => (b.Board, b.Number)).OrderBy(b => b.Number));

        var nothing = await Store.ReadChanged(all.Token, 10, Cancel);
        Assert.Empty(nothing.Boards);
        Assert.Equal(all.Token, nothing.Token);

        Assert.True(await Store.TryAppend(SampleLog.After(SampleLog.Id(1), logs[1][^1]), Cancel));
        var one = await Store.ReadChanged(all.Token, 10, Cancel);
        Assert.Equal(new(SampleLog.Id(1), 3), Assert.Single(one.Boards));
    }

    [Fact]
    public async Task Changed_boards_can_be_read_a_few_at_a_time_without_missing_one()
    {
        foreach (var i in Enumerable.Range(0, 25)) await Written(SampleLog.Id(i), 1);
        var seen = new List<string>();
        string? token = null;
        while (await Store.ReadChanged(token, 4, Cancel) is { Boards.Count: > 0 } some)
        {
            Assert.InRange(some.Boards.Count, 1, 4);
            seen.AddRange(some.Boards.Select(b => b.Board));
            token = some.Token;
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => SampleLog.Id(i)).Order(), seen.Order());
    }

    /// <summary>A reader that follows while several write knows the latest commit of every board in the end.</summary>
    [Fact]
    public async Task Changed_boards_are_never_missed_by_a_reader_that_follows()
    {
        var known = new Dictionary<string, long>();
        string? token = null;
        var writing = Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Written(SampleLog.Id(i), 15))));
        for (var writingIsOver = false; !writingIsOver;)
        {
            writingIsOver = writing.IsCompleted;
            while (await Store.ReadChanged(token, 3, Cancel) is { Boards.Count: > 0 } some)
            {
                foreach (var (board, number) in some.Boards) known[board] = number;
                token = some.Token;
            }
        }

        await writing;
        Assert.Equal(Enumerable.Range(0, 6).ToDictionary(i => SampleLog.Id(i), _ => 15L), known);
    }

    [Fact]
    public async Task A_failed_append_changes_no_board()
    {
        var log = await Written(Board, 2);
        var token = (await Store.ReadChanged(null, 10, Cancel)).Token;
        Assert.False(await Store.TryAppend(log[0], Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TryAppend(SampleLog.Of(Board, 5)[^1], Cancel));
        Assert.Empty((await Store.ReadChanged(token, 10, Cancel)).Boards);
    }

    private static Snapshot SnapshotAt(IReadOnlyList<Commit> log, int number)
    {
        var ledger = Ledger.Empty(log[0].Board);
        foreach (var commit in log.Take(number)) ledger = ledger.Replay(commit, CommitHash.Of(commit));
        return ledger.ToSnapshot();
    }

    private static string Json(Snapshot? snapshot) =>
        System.Text.Json.JsonSerializer.Serialize(snapshot!, LogJson.Default.Snapshot);
}

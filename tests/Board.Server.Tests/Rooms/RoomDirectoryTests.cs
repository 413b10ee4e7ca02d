using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>Rooms open when somebody wants them and close when nobody is there, and nothing is lost by it.</summary>
public sealed class RoomDirectoryTests
{
    [Fact]
    public async Task There_is_no_room_for_a_board_that_does_not_exist()
    {
        await using var bench = await DirectoryBench.Start();
        Assert.Null(await bench.Directory.Open(DirectoryBench.Board, DirectoryBench.Cancel));
        Assert.Null(await bench.Directory.Open("no id at all", DirectoryBench.Cancel));
        Assert.Null(await bench.Directory.Read(DirectoryBench.Board, DirectoryBench.Cancel));
        Assert.Equal(Refusal.NotStarted, await bench.Add("one"));
        Assert.Empty(bench.Store.Log(DirectoryBench.Board));
    }

    [Fact]
    public async Task A_board_is_created_once()
    {
        await using var bench = await DirectoryBench.Start();
        await bench.CreateBoard();
        Assert.Equal(Refusal.AlreadyStarted, await bench.Directory.Create(DirectoryBench.Board, DirectoryBench.Chair, [SampleBoards.Start], DirectoryBench.Cancel));
        Assert.Equal(Refusal.BadId, await bench.Directory.Create("../..", DirectoryBench.Chair, [SampleBoards.Start], DirectoryBench.Cancel));
        Assert.Equal(1, (await bench.Directory.Read(DirectoryBench.Board, DirectoryBench.Cancel))?.Board.Participants.Count);
    }

    [Fact]
    public async Task A_board_that_could_not_be_created_is_not_there()
    {
        await using var bench = await DirectoryBench.Start();
        var refusal = await bench.Directory.Create(DirectoryBench.Board, DirectoryBench.Chair, [SampleBoards.Start, new JoinBoard("", "", Role.Chair)], DirectoryBench.Cancel);
        Assert.Equal(Refusal.Blank, refusal);
        Assert.Null(await bench.Directory.Read(DirectoryBench.Board, DirectoryBench.Cancel));
        await bench.CreateBoard();
    }

    [Fact]
    public async Task A_board_has_one_room_however_many_ask_at_once()
    {
        await using var bench = await DirectoryBench.Start();
        await bench.CreateBoard();
        var leases = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => bench.Directory.Open(DirectoryBench.Board, DirectoryBench.Cancel))));
        Assert.Single(leases.Select(l => l!.Room).Distinct());
        Assert.All(leases, l => l!.Dispose());
    }

    [Fact]
    public async Task A_room_closes_when_nobody_is_there_for_a_while_and_opens_again_with_everything()
    {
        await using var bench = await DirectoryBench.Start();
        await bench.CreateBoard();
        await bench.Add("one");
        var first = await RoomNow(bench);
        await bench.PassUntil(async () => await RoomNow(bench) != first || bench.Time.GetUtcNow() > SampleBoards.Noon.AddHours(1));

        // Asking kept it open: each time somebody was there.
        Assert.Same(first, await RoomNow(bench));

        bench.Time.Advance(TimeSpan.FromMinutes(3));
        await bench.PassUntil(async () => await bench.Store.ReadSnapshot(DirectoryBench.Board, DirectoryBench.Cancel) is not null);
        Assert.NotSame(first, await RoomNow(bench));
        Assert.Equal(["one"], await bench.Texts());
        await bench.Add("two");
        Assert.Equal(["one", "two"], await bench.Texts());
    }

    [Fact]
    public async Task A_lease_keeps_the_room_open()
    {
        await using var bench = await DirectoryBench.Start();
        await bench.CreateBoard();
        using var lease = await bench.Directory.Open(DirectoryBench.Board, DirectoryBench.Cancel);
        for (var i = 0; i < 100; i++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Same(lease!.Room, await RoomNow(bench));
    }

    [Fact]
    public async Task B4_a_room_that_waits_for_the_store_does_not_close()
    {
        await using var bench = await DirectoryBench.Start();
        await bench.CreateBoard();
        var room = await RoomNow(bench);
        bench.Store.IsAvailable = false;
        using var givesUp = new CancellationTokenSource();
        var waiting = bench.Directory.Do(DirectoryBench.Board, DirectoryBench.Chair, [RoomBench.Note("one")], givesUp.Token);
        await bench.PassUntil(() => Task.FromResult(room!.HasWork));
        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        for (var i = 0; i < 100; i++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Same(room, await RoomNow(bench));
        bench.Store.IsAvailable = true;
        await bench.PassUntil(async () => (await bench.Texts()).Count > 0);
        Assert.Equal(["one"], await bench.Texts());
    }

    [Fact]
    public async Task G3_an_empty_room_that_reads_while_the_store_is_away_keeps_neither_itself_nor_any_other_open()
    {
        var isAway = false;
        var store = new MemoryBoardStore();
        var other = SeededIds.Named("another board");
        await using var bench = await DirectoryBench.Start(
            store,
            around: s => Breaking.Around(s, (_, args) => isAway && args[0] is string board && board == DirectoryBench.Board ? new StoreUnavailableException("away") : null));
        await bench.CreateBoard();
        Assert.Null(await bench.Directory.Create(other, DirectoryBench.Chair, SampleBoards.StartAndJoin("chair"), DirectoryBench.Cancel));
        var first = await RoomNow(bench);

        // Every room looks into the log after a while: this one does not come back from it.
        isAway = true;
        await bench.PassUntil(async () =>
        {
            bench.Directory.GoRound();
            return bench.Directory.ReadIfOpen(other) is null && await bench.Store.ReadSnapshot(other, DirectoryBench.Cancel) is not null;
        });
        await bench.PassUntil(() => Task.FromResult(bench.Directory.ReadIfOpen(DirectoryBench.Board) is null));
        isAway = false;
        Assert.NotSame(first, await RoomNow(bench));
        Assert.Null(await bench.Add("one"));
        Assert.Equal(["one"], await bench.Texts());
    }

    [Fact]
    public async Task O3_whatever_a_snapshot_is_read_with_the_log_is_the_truth()
    {
        var store = new MemoryBoardStore();
        await using (var before = await DirectoryBench.Start(store))
        {
            await before.CreateBoard();
            await before.Add("one");
        }

        await using var bench = await DirectoryBench.Start(
            store,
            around: s => Breaking.Around(s, (method, _) => method == nameof(IBoardStore.ReadSnapshot) ? new InvalidCastException("Nobody thought of this.") : null));
        Assert.Equal(["one"], await bench.Texts());
    }

    [Fact]
    public async Task B4_opening_a_board_while_the_store_is_away_says_so_and_works_afterwards()
    {
        var store = new MemoryBoardStore();
        await using (var before = await DirectoryBench.Start(store)) await before.CreateBoard();
        await using var bench = await DirectoryBench.Start(store);
        store.IsAvailable = false;
        var opening = Enumerable.Range(0, 50).Select(_ => bench.Directory.Open(DirectoryBench.Board, DirectoryBench.Cancel)).ToList();
        await bench.PassUntil(() => Task.FromResult(opening[0].IsCompleted));
        var then = bench.Time.GetUtcNow();
        foreach (var open in opening) await Assert.ThrowsAsync<StoreUnavailableException>(() => open);
        Assert.Equal(then, bench.Time.GetUtcNow());

        store.IsAvailable = true;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await RoomNow(bench));
    }

    [Fact]
    public async Task Stopping_makes_durable_what_waits_and_keeps_a_snapshot()
    {
        var store = new MemoryBoardStore();
        await using var bench = await DirectoryBench.Start(store);
        await bench.CreateBoard();
        var adding = Enumerable.Range(0, 50).Select(i => bench.Add("note " + i)).ToList();
        await bench.Stop();
        foreach (var added in adding) Assert.Null(await added);
        Assert.Equal(50, store.Log(DirectoryBench.Board).SelectMany(c => c.Batches).SelectMany(b => b.Changes).Count(c => c is AddNote));
        Assert.Equal(store.Log(DirectoryBench.Board)[^1].Number, (await store.ReadSnapshot(DirectoryBench.Board, DirectoryBench.Cancel))?.Number);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Add("too late"));
    }

    [Fact]
    public async Task Stopping_ends_in_time_when_the_store_is_away_and_nothing_was_acknowledged()
    {
        await using var bench = await DirectoryBench.Start();
        await bench.CreateBoard();
        bench.Store.IsAvailable = false;
        var adding = bench.Add("one");
        using var inTime = new CancellationTokenSource();
        var stopping = bench.Directory.StopAsync(inTime.Token);
        await inTime.CancelAsync();
        await stopping;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding);
    }

    [Fact]
    public async Task O3_deleting_every_snapshot_loses_nothing()
    {
        var store = new MemoryBoardStore();
        await using (var before = await DirectoryBench.Start(store, new() { SnapshotEvery = 10 }))
        {
            await before.CreateBoard();
            for (var i = 0; i < 25; i++) await before.Add("note " + i);
        }

        await using (var withSnapshot = await DirectoryBench.Start(store)) Assert.Equal(25, (await withSnapshot.Texts()).Count);
        store.DropSnapshots();
        await using var without = await DirectoryBench.Start(store);
        Assert.Equal(25, (await without.Texts()).Count);
    }

    [Fact]
    public async Task O4_a_server_whose_clock_is_behind_does_not_stamp_before_the_last_commit()
    {
        var store = new MemoryBoardStore();
        await using (var before = await DirectoryBench.Start(store))
        {
            before.Time.Advance(TimeSpan.FromHours(1));
            await before.CreateBoard();
        }

        foreach (var withSnapshot in new[] { true, false })
        {
            if (!withSnapshot) store.DropSnapshots();
            await using var bench = await DirectoryBench.Start(store);
            await bench.Add("with snapshot: " + withSnapshot);
            Assert.Equal(SampleBoards.Noon.AddHours(1), store.Log(DirectoryBench.Board)[^1].At);
        }
    }

    [Fact]
    public async Task O3_a_snapshot_that_does_not_fit_the_log_is_passed_over()
    {
        var store = new MemoryBoardStore();
        await using (var before = await DirectoryBench.Start(store))
        {
            await before.CreateBoard();
            for (var i = 0; i < 5; i++) await before.Add("note " + i);
        }

        var snapshot = (await store.ReadSnapshot(DirectoryBench.Board, DirectoryBench.Cancel))!;
        Snapshot[] wrong =
        [
            snapshot with { Hash = Commit.NoPrevious },
            snapshot with { Number = snapshot.Number + 100 },
            snapshot with { Sequence = 3 },
            snapshot with { Board = snapshot.Board with { Columns = [snapshot.Board.Columns[0]] } },
        ];
        for (var i = 0; i < wrong.Length; i++)
        {
            store.DropSnapshots();
            await store.WriteSnapshot(wrong[i], DirectoryBench.Cancel);
            await using var bench = await DirectoryBench.Start(store);
            Assert.Equal(5 + i, (await bench.Texts()).Count);
            Assert.Null(await bench.Add("goes on " + i));
        }
    }

    [Fact]
    public async Task O5_a_log_that_is_not_whole_is_not_opened()
    {
        var store = new MemoryBoardStore();
        await using (var before = await DirectoryBench.Start(store))
        {
            await before.CreateBoard();
            await before.Add("one");
        }

        store.DropSnapshots();
        var last = store.Log(DirectoryBench.Board)[^1];
        Assert.True(await store.TryAppend(last with { Number = last.Number + 1 }, DirectoryBench.Cancel));
        await using var bench = await DirectoryBench.Start(store);
        await Assert.ThrowsAsync<DamagedLogException>(() => bench.Directory.Open(DirectoryBench.Board, DirectoryBench.Cancel));
    }

    private static async Task<Room?> RoomNow(DirectoryBench bench)
    {
        using var lease = await bench.Directory.Open(DirectoryBench.Board, DirectoryBench.Cancel);
        return lease?.Room;
    }
}

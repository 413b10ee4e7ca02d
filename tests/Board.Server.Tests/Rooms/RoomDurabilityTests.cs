using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>Order and durability (O), and what happens when the store is away (B4).</summary>
public sealed class RoomDurabilityTests
{
    [Fact]
    public void O1_changes_have_numbers_without_gaps_or_doubles()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        for (var i = 0; i < 20; i++)
        {
            ada.Does(RoomBench.Note("a" + i), RoomBench.Note("more a" + i));
            ben.Does(RoomBench.Note("b" + i));
        }

        Assert.Equal(Enumerable.Range(1, 64).Select(n => (long)n), bench.Changes.Select(c => c.Number));
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void O2_nothing_is_shown_before_it_is_durable()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Store.AutoRelease = false;
        ada.Does(RoomBench.Note("first"));

        Assert.Empty(ada.Got<Answered>());
        Assert.Empty(ben.Got<Committed>());
        Assert.DoesNotContain(bench.Durable.Notes.Values, n => n.Text == "first");
        Assert.False(ada.Replica.IsSaved);

        bench.Release();
        Assert.Single(ada.Got<Answered>());
        Assert.Single(ben.Got<Committed>());
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void O2_the_answer_comes_just_before_the_commit_that_holds_it()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        ada.Does(RoomBench.Note("first"));

        Assert.IsType<Answered>(ada.Received[^2]);
        var committed = Assert.IsType<Committed>(ada.Received[^1]);
        Assert.Equal(committed.From, ada.Got<Answered>().Single().Answer.First);
    }

    [Fact]
    public void Everything_that_waits_goes_into_one_commit()
    {
        var bench = new RoomBench();
        var pages = Enumerable.Range(0, 8).Select(_ => bench.Page("Ada")).ToArray();
        var before = bench.Log.Count;
        bench.Store.AutoRelease = false;
        for (var i = 0; i < pages.Length; i++) pages[i].Does(RoomBench.Note("note " + i));
        bench.Release();
        bench.Release();

        Assert.Equal([1, 7], bench.Log.Skip(before).Select(c => c.Batches.Length));
        Assert.All(pages, page => Assert.Equal(2, page.Got<Committed>().Count()));
        bench.AssertAllEqual(pages);
    }

    [Fact]
    public void B5_a_commit_is_bounded_by_batches_and_by_bytes()
    {
        var bench = new RoomBench(new() { CommitBatches = 3 });
        var pages = Enumerable.Range(0, 8).Select(_ => bench.Page("Ada")).ToArray();
        bench.Store.AutoRelease = false;
        for (var i = 0; i < pages.Length; i++) pages[i].Does(RoomBench.Note("note " + i));
        while (bench.Store.Pending.Count > 0) bench.Release();
        Assert.Equal([1, 3, 3, 1], bench.Log.Skip(3).Select(c => c.Batches.Length));

        bench = new RoomBench(new() { CommitBytes = 1024 });
        var ada = bench.Page("Ada");
        bench.Store.AutoRelease = false;
        for (var n = 1; n <= 4; n++) bench.Room.Submit(ada.Connection, new(n, [RoomBench.Note("long " + n)]), 600);
        bench.Pump.Run();
        while (bench.Store.Pending.Count > 0) bench.Release();
        Assert.Equal([1, 1, 1, 1], bench.Log.Skip(3).Select(c => c.Batches.Length));
    }

    [Fact]
    public void O4_the_server_stamps_author_and_time_and_its_time_never_goes_back()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Pass(TimeSpan.FromMinutes(5));
        ada.Does(RoomBench.Note("first"));
        var stamped = Assert.Single(ben.Got<Committed>().Single().Batches);
        Assert.Equal(ada.Participant, stamped.By);
        Assert.Equal(SampleBoards.Noon.AddMinutes(5), stamped.At);

        // A server whose clock is behind takes over.
        var later = new RoomBench(store: bench.Store);
        var chair = later.Page("chair");
        chair.Does(RoomBench.Note("second"));
        later.Pass(TimeSpan.FromMinutes(6));
        chair.Does(RoomBench.Note("third"));
        Assert.Equal([5, 5, 6], later.Log.TakeLast(3).Select(c => (c.At - SampleBoards.Noon).TotalMinutes));
    }

    [Fact]
    public void B4_while_the_store_is_away_nothing_is_acknowledged_and_afterwards_all_of_it_is_saved_once()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Store.IsAvailable = false;
        ada.Does(RoomBench.Note("first"));
        ben.Does(RoomBench.Note("second"));
        ada.Does(RoomBench.Note("third"));
        bench.Pass(TimeSpan.FromMinutes(3));
        Assert.Empty(ada.Got<Answered>().Concat(ben.Got<Answered>()));
        Assert.True(bench.Room.HasWork);

        // People come in all the same, and see what is durable.
        var chair = bench.Page("chair");
        Assert.True(chair.Replica.IsOpen);
        Assert.Empty(chair.Replica.Confirmed.Notes);

        bench.Store.IsAvailable = true;
        bench.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(["first", "second", "third"], bench.Changes.Select(c => c.Change).OfType<AddNote>().Select(n => n.Text));
        bench.AssertAllEqual(ada, ben, chair);
    }

    [Theory]
    [InlineData(StoreFault.After)]
    [InlineData(StoreFault.Before)]
    public void B4_a_write_of_unknown_outcome_is_settled_by_reading_and_never_doubled(StoreFault fault)
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Store.Script(fault, fault, fault);
        ada.Does(RoomBench.Note("first"));
        Assert.Empty(ada.Got<Answered>());
        bench.Pass(TimeSpan.FromSeconds(10));
        bench.Pass(TimeSpan.FromSeconds(10));
        bench.Pass(TimeSpan.FromSeconds(10));

        Assert.Single(bench.Changes, c => c.Change is AddNote);
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void B4_a_write_that_lands_after_it_was_looked_for_counts_as_ours()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        bench.Store.AutoRelease = false;
        ada.Does(RoomBench.Note("first"));
        var late = bench.Store.Pending.Single().Commit!;
        bench.Release(StoreFault.Before);
        bench.Pass(TimeSpan.FromSeconds(5));
        bench.Release();

        // It was not there when the room looked; it lands just before the room writes again.
        bench.Store.AutoRelease = true;
        bench.Append(late);
        bench.Release();

        Assert.Single(bench.Changes, c => c.Change is AddNote);
        bench.AssertAllEqual(ada);
    }

    [Theory]
    [InlineData(StoreFault.After)]
    [InlineData(StoreFault.Before)]
    public async Task B4_what_the_server_does_itself_is_not_doubled_either(StoreFault fault)
    {
        var bench = new RoomBench();
        bench.Store.Script(fault);
        var joins = bench.Pump.Start(() => bench.Room.Do(SeededIds.Named("Cleo"), [new JoinBoard("Cleo", "aunt", Role.Family)], CancellationToken.None));
        bench.Pump.Run();
        Assert.False(joins.IsCompleted);
        bench.Pass(TimeSpan.FromSeconds(10));
        Assert.True(joins.IsCompleted);
        Assert.Null(await joins);
        Assert.Single(bench.Changes, c => c.Change is JoinBoard { Name: "Cleo" });
    }

    [Fact]
    public void A_room_that_closes_first_makes_durable_what_waits()
    {
        var bench = new RoomBench();
        var pages = Enumerable.Range(0, 3).Select(_ => bench.Page("Ada")).ToArray();
        bench.Store.AutoRelease = false;
        for (var i = 0; i < pages.Length; i++) pages[i].Does(RoomBench.Note("note " + i));
        bench.Room.Close();
        bench.Pump.Run();
        Assert.False(bench.Running.IsCompleted);
        while (bench.Store.Pending.Count > 0) bench.Release();

        Assert.True(bench.Running.IsCompletedSuccessfully);
        Assert.Equal(3, bench.Changes.Count(c => c.Change is AddNote));
        Assert.All(pages, page => Assert.Single(page.Got<Answered>()));
        Assert.All(pages, page => Assert.False(page.IsConnected));
        Assert.Equal(bench.Log[^1].Number, Assert.Single(bench.Snapshots).Number);
    }

    [Fact]
    public void O3_a_snapshot_is_kept_now_and_then()
    {
        var bench = new RoomBench(new() { SnapshotEvery = 10 });
        var ada = bench.Page("Ada");
        for (var i = 0; i < 25; i++) ada.Does(RoomBench.Note("note " + i));
        Assert.Equal([10 + 4L, 20 + 4L], bench.Snapshots.Select(s => s.Sequence));
    }

    [Fact]
    public async Task What_the_server_does_itself_is_answered_when_it_is_durable()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        bench.Store.AutoRelease = false;
        var joins = bench.Pump.Start(() => bench.Room.Do(SeededIds.Named("Cleo"), [new JoinBoard("Cleo", "aunt", Role.Family)], CancellationToken.None));
        bench.Pump.Run();
        Assert.False(joins.IsCompleted);
        bench.Release();
        Assert.True(joins.IsCompleted);
        Assert.Null(await joins);
        Assert.Equal("Cleo", ada.Replica.Shown.Participant(SeededIds.Named("Cleo"))?.Name);

        var again = bench.Pump.Start(() => bench.Room.Do(ada.Participant, [SampleBoards.Start], CancellationToken.None));
        bench.Pump.Run();
        Assert.Equal(Refusal.AlreadyStarted, await again);
    }

    [Fact]
    public void B4_a_room_whose_words_are_on_their_way_to_the_store_waits_for_it_whatever_else_happens_meanwhile()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        bench.Store.AutoRelease = false;
        ada.Does(RoomBench.Note("one"));
        Assert.True(bench.Room.HasWork);
        bench.Room.GoRound();
        bench.Pump.Run();
        Assert.True(bench.Room.HasWork);
        bench.Release();
        Assert.False(bench.Room.HasWork);
    }
}

using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Bus;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>Once and only once (I), across connections, restarts and servers.</summary>
public sealed class RoomOnceTests
{
    [Fact]
    public void I1_a_batch_sent_twice_takes_effect_once_and_gets_its_first_answer_again()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        ada.Sends(1, RoomBench.Note("first"), new RemoveNote(SeededIds.Named("nothing")));
        ada.Sends(1, RoomBench.Note("first"), new RemoveNote(SeededIds.Named("nothing")));

        var answers = ada.Got<Answered>().Select(a => a.Answer).ToList();
        Assert.Equal(2, answers.Count);
        Assert.Equal((answers[0].N, answers[0].First, answers[0].Count), (answers[1].N, answers[1].First, answers[1].Count));
        Assert.Equal(answers[0].Refused.AsEnumerable(), answers[1].Refused);
        Assert.Equal("unknown-note", Assert.Single(answers[1].Refused).Code);
        Assert.Single(bench.Changes, c => c.Change is AddNote);
    }

    [Fact]
    public void I1_a_batch_sent_again_while_it_is_being_written_is_answered_when_it_is_durable()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Store.AutoRelease = false;
        ada.Does(RoomBench.Note("first"));
        ada.Leave();
        ada.Enter();
        Assert.Empty(ada.Got<Answered>());

        bench.Release();
        bench.AssertAllEqual(ada, ben);
        Assert.Single(bench.Changes, c => c.Change is AddNote);

        // The answer came before the commit, over the connection that the page has now: it knew its own change again.
        var committed = ada.Received.FindIndex(m => m is Committed);
        Assert.True(ada.Received.FindIndex(m => m is Answered) < committed);
    }

    [Fact]
    public void I1_a_page_that_comes_back_while_its_old_connection_is_believed_alive_takes_its_place()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        var old = ada.Connection;
        ada.Enter();
        Assert.True(old.Outbox.IsDropped);
        ada.Does(RoomBench.Note("first"));
        bench.AssertAllEqual(ada, ben);

        // The server notices at last that the old one is dead: nobody else is put out by it.
        bench.Room.Leave(old);
        bench.Pump.Run();
        ben.Does(RoomBench.Note("second"));
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void I1_a_batch_that_was_written_before_a_crash_is_answered_after_it()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        bench.Store.AutoRelease = false;
        ada.Does(RoomBench.Note("first"));
        bench.Store.Crash(_ => true);
        bench.Store.AutoRelease = true;
        bench.Open();
        ada.Enter();

        Assert.Single(bench.Changes, c => c.Change is AddNote);
        bench.AssertAllEqual(ada);
    }

    [Fact]
    public void I1_a_batch_that_was_lost_in_a_crash_is_sent_again()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        bench.Store.AutoRelease = false;
        ada.Does(RoomBench.Note("first"));
        bench.Store.Crash(_ => false);
        bench.Store.AutoRelease = true;
        bench.Open();
        ada.Enter();

        Assert.Single(bench.Changes, c => c.Change is AddNote);
        bench.AssertAllEqual(ada);
    }

    [Fact]
    public void I1_a_replica_belongs_to_one_person()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        ada.Does(RoomBench.Note("first"));
        var forged = bench.Page("Ben", ada.Replica.Id);
        Assert.Equal("not-your-replica", Assert.Single(forged.Got<Closed>()).Code);
        Assert.False(forged.IsConnected);

        // Also when Ada's page is closed, and after a restart.
        ada.Leave();
        Assert.Equal("not-your-replica", Assert.Single(bench.Page("Ben", ada.Replica.Id).Got<Closed>()).Code);
        bench.Open();
        Assert.Equal("not-your-replica", Assert.Single(bench.Page("Ben", ada.Replica.Id).Got<Closed>()).Code);

        ada.Enter();
        ada.Does(RoomBench.Note("second"));
        bench.AssertAllEqual(ada);
    }

    [Fact]
    public void I1_who_comes_with_the_replica_of_a_page_that_has_not_written_yet_cannot_take_it_over()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        var forged = bench.Page("Ben", ada.Replica.Id);
        Assert.Equal("not-your-replica", Assert.Single(forged.Got<Closed>()).Code);
        forged.Sends(1, RoomBench.Note("forged"));
        Assert.Empty(bench.Durable.Notes);

        ada.Does(RoomBench.Note("first"));
        bench.AssertAllEqual(ada);
    }

    [Fact]
    public void I1_stale_and_future_batches_get_a_clear_answer_and_change_nothing()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        ada.Sends(1, RoomBench.Note("one"));
        ada.Sends(2, RoomBench.Note("two"));
        ada.Sends(1, RoomBench.Note("one"));
        ada.Sends(4, RoomBench.Note("four"));
        ada.Sends(0, RoomBench.Note("none"));
        ada.Sends(-1, RoomBench.Note("less"));

        Assert.Equal(["stale-batch", "future-batch", "stale-batch", "stale-batch"], ada.Got<Unreadable>().Select(u => u.Code));
        Assert.Equal(2, bench.Changes.Count(c => c.Change is AddNote));
        Assert.Empty(ben.Got<Unreadable>());
        ben.Does(RoomBench.Note("five"));
        bench.AssertAllEqual(ben);
    }

    [Fact]
    public void I3_what_makes_a_batch_count_once_is_in_the_commit_itself()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        ada.Sends(1, RoomBench.Note("first"), new RemoveNote(SeededIds.Named("nothing")));

        var batch = Assert.Single(bench.Log[^1].Batches);
        Assert.Equal((ada.Participant, ada.Replica.Id, 1), (batch.By, batch.Replica, batch.N));
        Assert.Equal(1, Assert.Single(batch.Refused).Index);
    }

    [Fact]
    public void I1_a_batch_of_which_everything_is_refused_is_answered_once_and_for_all()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        ada.Sends(1, new RemoveNote(SeededIds.Named("nothing")));
        bench.Open();
        ada.Enter();
        ada.Sends(1, new RemoveNote(SeededIds.Named("nothing")));
        Assert.Equal(["unknown-note", "unknown-note"], ada.Got<Answered>().Select(a => Assert.Single(a.Answer.Refused).Code));
        ada.Sends(2, RoomBench.Note("first"));
        Assert.Single(bench.Changes, c => c.Change is AddNote);
    }

    [Fact]
    public void R2_an_edit_on_a_text_from_before_the_snapshot_is_carried_over_all_that_came_since()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        var note = RoomBench.Statement("one two three");
        ada.Does(note);
        var ben = bench.Page("Ben");
        ben.Leave();
        Write(bench, ada, note.Note, "ONE two three");
        Write(bench, ada, note.Note, "ONE two THREE");

        // The room starts from a snapshot, which has no history of texts.
        var snapshot = Ledger.Empty(RoomBench.Board);
        foreach (var commit in bench.Log) snapshot = snapshot.Replay(commit, CommitHash.Of(commit));
        bench.Open(Ledger.From(snapshot.ToSnapshot()));
        Write(bench, ben, note.Note, "one TWO three");
        ben.Enter();
        ada.Enter();

        Assert.Equal("ONE TWO THREE", ada.Replica.Shown.Note(note.Note)!.Text);
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void Another_server_was_first_its_commit_is_shown_and_ours_follows()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        var theirs = bench.ByAnotherServer("chair", RoomBench.Note("theirs"));
        bench.Append(theirs);
        ada.Does(RoomBench.Note("ours"));

        Assert.Equal(["theirs", "ours"], bench.Changes.Select(c => c.Change).OfType<AddNote>().Select(n => n.Text));
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void A_batch_that_another_server_took_is_answered_where_its_page_is_now()
    {
        var bus = new DeafBus();
        var store = new MemoryBoardStore();
        var (here, there) = (new RoomBench(store: store, bus: bus), new RoomBench(store: store, bus: bus));
        var ada = here.Page("Ada");
        here.Store.AutoRelease = false;
        ada.Does(RoomBench.Note("first"));
        ada.Leave();

        // The page comes to the other server with the same batch, while the first one is still writing it.
        var moved = there.Page("Ada", ada.Replica.Id);
        // The bus is away, so that room looks into the log before it lets anybody in.
        there.Pump.Inside(() => store.Release(store.Pending[^1]));
        there.Pump.Run();
        moved.Sends(1, RoomBench.Note("first"));
        here.Pump.Inside(() => store.Release(store.Pending[0]));
        here.Pump.Run();
        while (store.Pending.Count > 0) there.Release();

        Assert.Single(here.Changes, c => c.Change is AddNote);
        Assert.Equal(1, Assert.Single(moved.Got<Answered>().DistinctBy(a => a.Answer.First)).Answer.N);
    }

    [Fact]
    public void The_bus_is_a_hint_and_the_log_is_the_truth()
    {
        var store = new MemoryBoardStore();
        var bus = new MemoryBus();
        var (here, there) = (new RoomBench(store: store, bus: bus.NewEnd()), new RoomBench(store: store, bus: bus.NewEnd()));
        var (ada, ben) = (here.Page("Ada"), there.Page("Ben"));
        for (var i = 0; i < 5; i++)
        {
            ada.Does(RoomBench.Note("ada " + i));
            there.Pump.Run();
            ben.Does(RoomBench.Note("ben " + i));
            here.Pump.Run();
        }

        here.AssertAllEqual(ada, ben);

        // One is lost on the way: the next one sends the room to the log.
        var lost = here.ByAnotherServer("chair", RoomBench.Note("lost"));
        here.Append(lost);
        var heard = here.ByAnotherServer("chair", RoomBench.Note("heard"));
        here.Append(heard);
        bus.NewEnd().Publish(heard);
        here.Pump.Run();
        there.Pump.Run();
        here.AssertAllEqual(ada, ben);

        // One that never was durable is not believed, and neither is one that comes twice.
        here.Room.Hear(heard);
        here.Room.Hear(here.ByAnotherServer("chair", RoomBench.Note("never")) with { Number = 1000 });
        here.Pump.Run();
        ada.Does(RoomBench.Note("goes on"));
        there.Pump.Run();
        here.AssertAllEqual(ada, ben);
    }

    private static void Write(RoomBench bench, Page page, string note, string text)
    {
        var now = page.Replica.Shown.Note(note)!;
        page.Does(new EditText(note, now.TextVersion, TextEdit.Between(now.Text, text)));
    }
}

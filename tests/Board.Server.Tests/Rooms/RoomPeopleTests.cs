using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>Coming and going (B2), presence (B3), who may speak (V6).</summary>
public sealed class RoomPeopleTests
{
    [Fact]
    public void B2_who_comes_back_gets_what_was_missed()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        ada.Does(RoomBench.Note("one"));
        ben.Leave();
        ada.Does(RoomBench.Note("two"));
        ada.Does(RoomBench.Note("three"));
        ben.Does(RoomBench.Note("written offline"));
        ben.Enter();

        var welcome = ben.Got<Welcome>().Last();
        Assert.Null(welcome.Snapshot);
        Assert.Equal(2, welcome.Missed.Length);
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void B2_who_missed_nothing_gets_nothing()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        ada.Leave();
        ada.Enter();
        var welcome = ada.Got<Welcome>().Last();
        Assert.Null(welcome.Snapshot);
        Assert.Empty(welcome.Missed);
    }

    [Fact]
    public void B2_a_snapshot_is_sent_where_the_latest_changes_do_not_reach()
    {
        var bench = new RoomBench(new() { RingChanges = 5 });
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        ben.Leave();
        for (var i = 0; i < 6; i++) ada.Does(RoomBench.Note("note " + i));
        ben.Enter();

        Assert.NotNull(ben.Got<Welcome>().Last().Snapshot);
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void B2_a_snapshot_is_sent_where_it_is_smaller()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        ben.Leave();
        var note = RoomBench.Note("back and forth");
        ada.Does(note);
        for (var i = 0; i < 400; i++) ada.Does(new MoveNote(note.Note, new((Column)(i % 3))));
        ben.Enter();

        Assert.NotNull(ben.Got<Welcome>().Last().Snapshot);
        bench.AssertAllEqual(ada, ben);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(-5)]
    [InlineData(5)]
    public void B2_a_number_that_no_page_can_have_gets_the_whole_board(long stream)
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        ada.Does(RoomBench.Note("one"), RoomBench.Note("two"));
        ada.Sends(2, RoomBench.Note("three"), RoomBench.Note("four"), RoomBench.Note("five"));
        var ben = bench.Page("Ben");
        bench.Room.Enter(ben.Connection, stream == 5 ? bench.Changes.Last().Number - 1 : stream);
        bench.Pump.Run();
        Assert.True(ben.Connection.Outbox.IsDropped);
        var again = bench.Page("Ben");
        bench.AssertAllEqual(again);
    }

    [Fact]
    public void B2_nothing_falls_between_coming_in_and_what_is_being_written()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        bench.Store.AutoRelease = false;
        ada.Does(RoomBench.Note("on its way"));
        var ben = bench.Page("Ben");
        Assert.DoesNotContain(ben.Replica.Confirmed.Notes.Values, n => n.Text == "on its way");
        bench.Release();
        Assert.Single(ben.Got<Committed>());
        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void B1_a_page_that_stops_reading_is_dropped_delays_nobody_and_resumes()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        var stuck = new RoomConnection(SeededIds.Named("chair"), SeededIds.Named("stuck"), new(new() { Messages = 16 }, bench.Time));
        bench.Room.Enter(stuck, 0);
        for (var i = 0; i < 40; i++) ada.Does(RoomBench.Note("note " + i));

        Assert.True(stuck.Outbox.IsDropped);
        bench.AssertAllEqual(ada, ben);
        var back = bench.Page("chair", stuck.Replica);
        bench.AssertAllEqual(ada, ben, back);
    }

    [Fact]
    public void B3_everybody_sees_who_is_here_and_who_is_writing_where()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        var note = RoomBench.Note("one");
        ada.Does(note);
        var ben = bench.Page("Ben");
        Assert.Equal([ada.Participant, ben.Participant], ben.Got<Welcome>().Single().Presence.Select(p => p.Participant));
        Assert.Equal(new(ben.Participant, Here: true), Latest(ada, ben));

        Assert.Equal(note.Note, Shown(bench, ben, note.Note, ada)?.Writing);
        Assert.Null(Shown(bench, ben, null, ada)?.Writing);
        Assert.Equal("column:worries", Shown(bench, ben, "column:worries", ada)?.Writing);

        ben.Leave();
        bench.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(new(ben.Participant, Here: false), Latest(ada, ben));
    }

    [Theory]
    [InlineData("anything at all")]
    [InlineData("column:")]
    [InlineData("column:1")]
    [InlineData("column:<script>")]
    [InlineData("")]
    public void B3_nothing_but_a_note_or_a_column_is_shown_to_others(string writing)
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        Shown(bench, ben, "column:worries", ada);
        Assert.Null(Shown(bench, ben, writing, ada)?.Writing);
        Assert.Null(Shown(bench, ben, new string('x', 10_000), ada)?.Writing);
    }

    [Fact]
    public void B3_a_person_with_two_pages_is_here_until_both_are_gone()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        var (phone, laptop) = (bench.Page("Ben"), bench.Page("Ben"));
        phone.Leave();
        bench.Pass(TimeSpan.FromSeconds(1));
        Assert.True(Latest(ada, phone)!.Here);
        laptop.Leave();
        bench.Pass(TimeSpan.FromSeconds(1));
        Assert.False(Latest(ada, phone)!.Here);
    }

    [Fact]
    public void V6_who_is_not_at_the_meeting_is_sent_away()
    {
        var bench = new RoomBench();
        var stranger = bench.Page("Mallory");
        Assert.Equal("not-here", Assert.Single(stranger.Received.OfType<Closed>()).Code);
        Assert.False(stranger.IsConnected);
    }

    [Fact]
    public void V6_who_leaves_the_meeting_is_answered_then_sent_away_on_all_pages_and_changes_nothing_more()
    {
        var bench = new RoomBench();
        var (phone, laptop, ben) = (bench.Page("Ada"), bench.Page("Ada"), bench.Page("Ben"));
        phone.Does(new LeaveBoard());

        Assert.Single(phone.Got<Answered>());
        Assert.IsType<Closed>(phone.Received[^1]);
        Assert.Equal("left", Assert.Single(laptop.Got<Closed>()).Code);
        laptop.Sends(1, RoomBench.Note("after all"));
        Assert.DoesNotContain(bench.Changes, c => c.Change is AddNote);

        bench.Pass(TimeSpan.FromSeconds(1));
        Assert.False(Latest(ben, phone)!.Here);
        laptop.Enter();
        Assert.Equal("not-here", laptop.Got<Closed>().Last().Code);
    }

    [Fact]
    public void V6_a_batch_that_was_waiting_when_its_author_left_is_refused()
    {
        var bench = new RoomBench();
        var (phone, laptop) = (bench.Page("Ada"), bench.Page("Ada"));
        bench.Store.AutoRelease = false;
        phone.Does(new LeaveBoard());
        laptop.Sends(1, RoomBench.Note("too late"));
        while (bench.Store.Pending.Count > 0) bench.Release();
        Assert.DoesNotContain(bench.Changes, c => c.Change is AddNote);
    }

    private static PersonPresence? Latest(Page page, Page about) =>
        page.Got<PresenceChanged>().SelectMany(p => p.People).LastOrDefault(p => p.Participant == about.Participant);

    private static PersonPresence? Shown(RoomBench bench, Page by, string? writing, Page to)
    {
        bench.Room.Show(by.Connection, new(writing));
        bench.Pump.Run();
        bench.Pass(TimeSpan.FromSeconds(1));
        return Latest(to, by);
    }
}

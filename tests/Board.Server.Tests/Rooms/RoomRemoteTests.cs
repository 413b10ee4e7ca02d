using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Bus;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>Two servers with a room of the same board each: Ada and the chair are here, Ben is there.</summary>
public sealed class RoomRemoteTests
{
    private readonly MemoryBoardStore _store = new();
    private readonly MemoryBus _bus = new();
    private readonly RoomBench _here;
    private readonly RoomBench _there;

    public RoomRemoteTests()
    {
        _here = new(store: _store, bus: _bus.NewEnd());
        _there = new(store: _store, bus: _bus.NewEnd());
    }

    [Fact]
    public void B3_B6_people_at_another_server_are_here_and_go_when_they_go()
    {
        var ada = _here.Page("Ada");
        var ben = _there.Page("Ben");
        Both();
        Assert.Equal(new(ben.Participant, true), Latest(ada, ben));
        Assert.Equal(new(ada.Participant, true), Latest(ben, ada));
        var later = _there.Page("chair");
        Assert.Contains(later.Got<Welcome>().Single().Presence, p => p == new PersonPresence(ada.Participant, true));

        ben.Leave();
        Both();
        Assert.Equal(new(ben.Participant, false), Latest(ada, ben));
    }

    [Fact]
    public void B3_somebody_with_a_page_at_each_server_is_here_until_both_are_gone()
    {
        var ada = _here.Page("Ada");
        var (phone, laptop) = (_here.Page("Ben"), _there.Page("Ben"));
        Both();
        phone.Leave();
        Both();
        Assert.Equal(new(phone.Participant, true), Latest(ada, phone));
        laptop.Leave();
        Both();
        Assert.Equal(new(phone.Participant, false), Latest(ada, phone));
    }

    [Fact]
    public void B6_a_room_that_closes_takes_its_people_with_it_and_a_server_that_ends_without_a_word_is_forgotten()
    {
        var ada = _here.Page("Ada");
        var ben = _there.Page("Ben");
        Both();
        _there.Room.Close();
        Both();
        Assert.Equal(new(ben.Participant, false), Latest(ada, ben));

        _there.Open();
        var again = _there.Page("Ben");
        Both();
        Assert.Equal(new(again.Participant, true), Latest(ada, again));
        _bus.Forget(_there.Bus);
        for (var second = 0; second < 20; second++)
        {
            _here.Pass(TimeSpan.FromSeconds(1));
            _here.Room.GoRound();
            Both();
        }

        Assert.Equal(new(again.Participant, false), Latest(ada, again));
    }

    [Fact]
    public void B6_people_stay_here_while_their_server_says_so_again_and_again()
    {
        var ada = _here.Page("Ada");
        var ben = _there.Page("Ben");
        RoomTicker(60);
        Assert.Equal(new(ben.Participant, true), Latest(ada, ben));
        Assert.Single(ada.Got<PresenceChanged>().SelectMany(p => p.People), p => p.Participant == ben.Participant);
    }

    [Fact]
    public void V2_where_somebody_writes_at_another_server_is_seen_by_those_who_may_see_it()
    {
        var (ada, chair) = (_here.Page("Ada"), _here.Page("chair"));
        var ben = _there.Page("Ben");
        var hidden = RoomBench.Note("for professionals") with { Circle = TestCircles.Professionals };
        ben.Does(hidden);
        ben.Does(RoomBench.Note("for everyone"));
        Both();
        _there.Room.Show(ben.Connection, new(SeededIds.Named("for everyone")));
        Both();
        Assert.Equal(SeededIds.Named("for everyone"), Latest(ada, ben)!.Writing);

        _there.Room.Show(ben.Connection, new(hidden.Note));
        Both();
        Assert.Null(Latest(ada, ben)!.Writing);
        Assert.Equal(hidden.Note, Latest(chair, ben)!.Writing);

        var before = ada.Received.Count;
        _there.Room.Show(ben.Connection, new("column:worries", TestCircles.Professionals));
        Both();
        Assert.Equal(before, ada.Received.Count);
        Assert.Equal("column:worries", Latest(chair, ben)!.Writing);
    }

    [Fact]
    public void V6_somebody_whose_part_was_ended_here_is_not_said_to_be_here_by_another_server()
    {
        var (ada, chair) = (_here.Page("Ada"), _here.Page("chair"));
        var ben = _there.Page("Ben");
        Both();
        _bus.Holds = true;
        chair.Does(new SendOut(ben.Participant));
        _here.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(new(ben.Participant, false), Latest(ada, ben));
        _bus.Holds = false;
        while (_bus.OnTheWay > 0) _bus.Release(0);
        Both();
        Assert.Equal(new(ben.Participant, false), Latest(ada, ben));
        Assert.Equal("sent-out", Assert.Single(ben.Got<Closed>()).Code);
    }

    [Fact]
    public async Task A8_who_was_let_in_comes_on_the_board_once_whichever_server_does_it_and_not_again_after_being_sent_out()
    {
        var sam = SeededIds.Named("Sam");
        JoinBoard join = new("Sam", "made up", Role.Family);
        var chair = _there.Page("chair");
        _bus.Holds = true;
        var first = _there.Room.Do(sam, [join], onlyIf: Unknown, CancellationToken.None);
        Both();
        chair.Does(new SendOut(sam));
        Both();
        var second = _here.Room.Do(sam, [join], onlyIf: Unknown, CancellationToken.None);
        Both();
        Assert.Null(await first);
        Assert.Equal(Refusal.IdTaken, await second);
        Assert.Single(_here.Changes, c => c.Change is JoinBoard { Name: "Sam" });
        Assert.NotNull(_here.Durable.Participant(sam)!.SentOut);

        bool Unknown(Shared.Model.Board board) => board.Participant(sam) is null;
    }

    [Fact]
    public void B6_what_comes_in_the_wrong_order_twice_or_not_at_all_is_made_good_from_the_log()
    {
        var (ada, ben) = (_here.Page("Ada"), _there.Page("Ben"));
        Both();
        _bus.Holds = true;
        foreach (var text in new[] { "one", "two", "three", "four" }) ben.Does(RoomBench.Note(text));
        _bus.Lose(0);
        _bus.Release(1, again: true);
        _bus.Release(0);
        _bus.Release(0);
        Both();
        _here.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void B6_while_the_bus_is_away_a_room_looks_into_the_log_each_second()
    {
        var (ada, ben) = (_here.Page("Ada"), _there.Page("Ben"));
        Both();
        _bus.Cut();
        ben.Does(RoomBench.Note("nobody says it"));
        RoomTicker(0.1);
        Assert.NotEqual(ben.Replica.Stream, ada.Replica.Stream);
        RoomTicker(1);
        _here.AssertAllEqual(ada, ben);

        ben.Does(RoomBench.Note("nor this"));
        _bus.Heal();
        Both();
        _here.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void B6_a_last_message_that_was_lost_is_found_after_a_while()
    {
        var (ada, ben) = (_here.Page("Ada"), _there.Page("Ben"));
        RoomTicker(1);
        _bus.Holds = true;
        ben.Does(RoomBench.Note("lost on the way"));
        while (_bus.OnTheWay > 0) _bus.Lose(0);
        _bus.Holds = false;
        RoomTicker(16);
        _here.AssertAllEqual(ada, ben);
    }

    [Fact]
    public async Task B6_a_room_that_is_asked_to_look_knows_what_was_durable_elsewhere()
    {
        _bus.Holds = true;
        _there.Page("chair").Does(RoomBench.Note("just now"));
        Assert.Null(_here.Durable.Note(SeededIds.Named("just now")));
        var look = _here.Room.Look(CancellationToken.None);
        Assert.False(look.IsCompleted);
        Both();
        await look;
        Assert.NotNull(_here.Durable.Note(SeededIds.Named("just now")));
    }

    [Fact]
    public async Task Whoever_waits_for_a_look_is_not_left_waiting_when_the_room_ends()
    {
        var (store, bus) = (new MemoryBoardStore(), new MemoryBus());
        var bench = new RoomBench(store: store, bus: bus.NewEnd());
        store.AutoRelease = false;
        var look = bench.Room.Look(CancellationToken.None);
        bench.Pump.Run();
        bench.Room.Close();
        bench.Pump.Run();
        bench.Release();
        await look;
        await bench.Running;
        await bench.Room.Look(CancellationToken.None);
    }

    private static PersonPresence? Latest(Page page, Page about) =>
        page.Got<PresenceChanged>().SelectMany(p => p.People).LastOrDefault(p => p.Participant == about.Participant)
        ?? page.Got<Welcome>().Last().Presence.FirstOrDefault(p => p.Participant == about.Participant);

    /// <summary>Until neither has anything left to do. Time passes, since presence is sent at a pace.</summary>
    private void Both()
    {
        for (var i = 0; i < 4; i++)
        {
            _here.Pass(TimeSpan.FromMilliseconds(100));
            _there.Pass(TimeSpan.FromMilliseconds(100));
        }
    }

    private void RoomTicker(double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed++)
        {
            foreach (var bench in new[] { _here, _there })
            {
                bench.Pass(TimeSpan.FromSeconds(Math.Min(1, seconds - passed)));
                bench.Room.GoRound();
            }

            Both();
        }
    }
}

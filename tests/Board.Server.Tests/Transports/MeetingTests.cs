using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>People at one meeting, over the hub and on server circuits: the same rules hold on both ways.</summary>
public sealed class MeetingTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_one_does_the_others_see_and_all_have_the_same(bool adaOnACircuit, bool benOnACircuit)
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, ben) = (bench.Comes("Ada", adaOnACircuit), bench.Comes("Ben", benOnACircuit));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? ada : ben).Does(RoomBench.Note("note " + i))));
        await AllAreEqual(bench, ada, ben);
        Assert.Equal(30, bench.TextsInTheLog().Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task R2_two_people_type_in_one_note_at_once_and_neither_loses_a_character(bool onACircuit)
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, ben) = (bench.Comes("Ada", onACircuit), bench.Comes("Ben", false));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        var note = RoomBench.Statement("|");
        await ada.Does(note);
        await ben.Sees("|");

        async Task Type(BoardPerson person, char letter, bool before)
        {
            for (var i = 0; i < 200; i++)
            {
                await person.Types(note.Note, text => before ? text.IndexOf('|', StringComparison.Ordinal) : text.Length, letter.ToString());
                await Task.Yield();
            }
        }

        await Task.WhenAll(Task.Run(() => Type(ada, 'a', before: true), HubBench.Cancel), Task.Run(() => Type(ben, 'b', before: false), HubBench.Cancel));
        await AllAreEqual(bench, ada, ben);
        Assert.Equal(new string('a', 200) + "|" + new string('b', 200), ada.Replica.Confirmed.Note(note.Note)!.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task O2_nothing_is_acknowledged_or_shown_before_it_is_durable(bool onACircuit)
    {
        await using var bench = await HubBench.Start();
        var (ada, ben) = (bench.Comes("Ada", onACircuit), bench.Comes("Ben", onACircuit));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        bench.Store.AutoRelease = false;
        await ada.Does(RoomBench.Note("first"));
        await Waits.For(() => bench.Store.PendingWrites.Count, seen => seen == 1);

        // Ben's presence comes through, so that the silence about the note means something.
        await ben.Connection.Show(new("column:worries"));
        await ada.Gets<PresenceChanged>(p => p.People.Any(x => x.Writing is not null));
        Assert.False(ada.Replica.IsSaved);
        Assert.Empty(ben.Texts);

        bench.Store.ReleaseAll();
        bench.Store.AutoRelease = true;
        await AllAreEqual(bench, ada, ben);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I1_a_page_whose_connection_breaks_while_it_is_being_saved_is_saved_once(bool onACircuit)
    {
        await using var bench = await HubBench.Start();
        var (ada, ben) = (bench.Comes("Ada", onACircuit), bench.Comes("Ben", false));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        bench.Store.AutoRelease = false;
        await ada.Does(RoomBench.Note("first"));
        await Waits.For(() => bench.Store.PendingWrites.Count, seen => seen == 1);
        for (var i = 2; i <= 4; i++)
        {
            await ada.Connection.Resume();
            await ada.Until(_ => ada.Received.OfType<Welcome>().Count() == i);
        }

        bench.Store.AutoRelease = true;
        bench.Store.ReleaseAll();
        await ada.Does(RoomBench.Note("second"));
        await AllAreEqual(bench, ada, ben);
        Assert.Equal(["first", "second"], bench.TextsInTheLog());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B2_who_was_away_for_a_while_comes_back_to_everything(bool onACircuit)
    {
        await using var bench = await HubBench.Start("--Rooms:RingChanges=5");
        var (ada, ben) = (bench.Comes("Ada", onACircuit), bench.Comes("Ben", false));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        using (ada.StopsReading())
        {
            for (var i = 0; i < 10; i++)
            {
                await ben.Does(RoomBench.Note("while away " + i));
                await ben.IsSaved();
                await ada.Does(RoomBench.Note("typed offline " + i));
            }

            await ada.Connection.Resume();
        }

        await AllAreEqual(bench, ada, ben);
        Assert.Equal(20, ada.Texts.Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B4_people_go_on_while_the_store_is_away_and_all_of_it_is_saved_once(bool onACircuit)
    {
        await using var bench = await HubBench.Start();
        var (ada, ben) = (bench.Comes("Ada", onACircuit), bench.Comes("Ben", false));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        bench.Store.IsAvailable = false;
        for (var i = 0; i < 10; i++) await Task.WhenAll(ada.Does(RoomBench.Note("ada " + i)), ben.Does(RoomBench.Note("ben " + i)));
        var chair = bench.Comes("chair", onACircuit);
        await chair.IsIn();
        Assert.Empty(chair.Texts);
        Assert.Equal(10, ada.Texts.Count());
        Assert.DoesNotContain(ada.Received.Concat(ben.Received), m => m is Answered or Committed);

        bench.Store.IsAvailable = true;
        await AllAreEqual(bench, ada, ben, chair);
        Assert.Equal(20, bench.TextsInTheLog().Length);
        Assert.Equal(20, bench.TextsInTheLog().Distinct().Count());
    }

    [Fact]
    public async Task B4_a_write_whose_answer_is_lost_is_not_doubled()
    {
        await using var bench = await HubBench.Start();
        var (ada, ben) = (bench.InABrowser("Ada"), bench.OnACircuit("Ben"));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        bench.Store.Script(StoreFault.After, StoreFault.Before, StoreFault.After, StoreFault.After);
        for (var i = 0; i < 5; i++) await ada.Does(RoomBench.Note("note " + i));
        await AllAreEqual(bench, ada, ben);
        Assert.Equal(5, bench.TextsInTheLog().Length);
    }

    [Fact]
    public async Task B4_a_page_that_comes_while_the_store_is_away_gets_in_when_it_is_back()
    {
        await using var bench = await HubBench.Start("--Rooms:IdleTime=00:00:01");
        await Waits.For(() => bench.Store.ReadSnapshot(bench.Board, HubBench.Cancel), seen => seen is not null);
        bench.Store.IsAvailable = false;
        var (ada, ben) = (bench.InABrowser("Ada"), bench.OnACircuit("Ben"));
        await Task.WhenAll(ada.Is(LinkState.Away), ben.Is(LinkState.Away));
        bench.Store.IsAvailable = true;
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task V6_who_leaves_is_answered_and_sent_away_for_good(bool onACircuit)
    {
        await using var bench = await HubBench.On(shared.Running);
        var (ada, ben) = (bench.Comes("Ada", onACircuit), bench.Comes("Ben", false));
        await Task.WhenAll(ada.IsIn(), ben.IsIn());
        await ada.Does(new LeaveBoard());
        await ada.Is(LinkState.Ended);
        Assert.Equal("left", Assert.IsType<Closed>(ada.Received[^1]).Code);
        Assert.True(ada.Replica.IsSaved);
        await ben.Gets<PresenceChanged>(p => p.People.Contains(new(ada.Participant, Here: false)));

        var again = bench.Comes("Ada", onACircuit);
        await again.Is(LinkState.Ended);
        Assert.Equal("not-here", Assert.IsType<Closed>(Assert.Single(again.Received)).Code);
    }

    [Fact]
    public async Task V6_the_last_word_to_somebody_who_is_sent_away_always_arrives()
    {
        await using var bench = await HubBench.On(shared.Running);
        for (var i = 0; i < 40; i++)
        {
            var name = $"Guest {i}";
            await bench.Joins(name, Role.Family);
            var page = await bench.Raw(name);
            await page.Enter(bench.Board, Random.Shared.Id());
            Assert.Null(await bench.Rooms.Do(bench.Board, SeededIds.Named(name), [new LeaveBoard()], HubBench.Cancel));
            await page.Until(frame => frame.Contains("\"code\":\"left\"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task V6_who_never_joined_is_sent_away(bool onACircuit)
    {
        await using var bench = await HubBench.On(shared.Running);
        var mallory = bench.Comes("Mallory", onACircuit);
        await mallory.Is(LinkState.Ended);
        Assert.Equal("not-here", Assert.IsType<Closed>(Assert.Single(mallory.Received)).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B3_everybody_sees_who_is_here_and_who_goes(bool onACircuit)
    {
        await using var bench = await HubBench.On(shared.Running);
        var ada = bench.Comes("Ada", onACircuit);
        await ada.IsIn();
        var ben = bench.Comes("Ben", onACircuit);
        await ben.IsIn();
        await ada.Gets<PresenceChanged>(p => p.People.Contains(new(ben.Participant, Here: true)));
        await ben.Connection.Show(new("column:worries"));
        await ada.Gets<PresenceChanged>(p => p.People.Contains(new(ben.Participant, true, "column:worries")));
        await ben.Connection.Show(new());
        await ada.Gets<PresenceChanged>(p => p.People.Contains(new(ben.Participant, true)));
        await ben.DisposeAsync();
        await ada.Gets<PresenceChanged>(p => p.People.Contains(new(ben.Participant, Here: false)));
    }

    private static async Task AllAreEqual(HubBench bench, params BoardPerson[] people)
    {
        await Task.WhenAll(people.Select(p => p.IsSaved()));
        var (_, stream) = (await bench.Rooms.Read(bench.Board, HubBench.Cancel))!.Value;
        await Task.WhenAll(people.Select(p => p.Until(r => r.Stream == stream && r.IsSaved)));
        Assert.Single(people.Select(p => p.ConfirmedJson()).Distinct());
    }
}

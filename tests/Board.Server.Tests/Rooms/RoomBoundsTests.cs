using MappingBoard.Server.Bus;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>Too much at once (B5), and what breaks.</summary>
public sealed class RoomBoundsTests
{
    [Fact]
    public void B5_a_person_may_not_have_more_waiting_than_the_bound_and_is_asked_to_slow_down()
    {
        var bench = new RoomBench(new() { WaitingPerPerson = 3 });
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Store.IsAvailable = false;
        for (var n = 1; n <= 5; n++) ada.Sends(n, RoomBench.Note("note " + n));
        Assert.Equal([4L, 5L], ada.Got<SlowDown>().Select(s => s.N));
        ben.Does(RoomBench.Note("ben is let in"));
        Assert.Empty(ben.Got<SlowDown>());

        bench.Store.IsAvailable = true;
        bench.Pass(TimeSpan.FromSeconds(10));
        ada.Sends(4, RoomBench.Note("note 4"));
        Assert.Equal(4L, ada.Got<Answered>().Last().Answer.N);
    }

    [Fact]
    public void B5_a_room_holds_no_more_waiting_bytes_than_the_bound()
    {
        var bench = new RoomBench(new() { WaitingBytes = 1024 * 1024 });
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Store.IsAvailable = false;
        bench.Room.Submit(ada.Connection, new(1, [RoomBench.Note("large")]), 1024 * 1024);
        bench.Room.Submit(ben.Connection, new(1, [RoomBench.Note("small")]), 1);
        bench.Pump.Run();
        Assert.Equal(1L, Assert.Single(ben.Got<SlowDown>()).N);

        bench.Store.IsAvailable = true;
        bench.Pass(TimeSpan.FromSeconds(10));
        ben.Sends(1, RoomBench.Note("small"));
        Assert.Single(ben.Got<Answered>());
    }

    [Fact]
    public void B5_pages_of_a_person_and_of_a_room_are_bounded()
    {
        var bench = new RoomBench(new() { PagesPerPerson = 2, Pages = 3 });
        var pages = new[] { bench.Page("Ada"), bench.Page("Ada") };
        Assert.Equal("too-many-pages", Assert.Single(bench.Page("Ada").Got<Closed>()).Code);
        Assert.True(bench.Page("Ben").IsConnected);
        Assert.Equal("room-full", Assert.Single(bench.Page("chair").Got<Closed>()).Code);

        // A page that comes back is not one more.
        pages[0].Enter();
        Assert.True(pages[0].IsConnected);
        pages[1].Leave();
        Assert.True(bench.Page("chair").IsConnected);
    }

    [Fact]
    public void B5_a_batch_that_breaks_is_refused_and_the_room_lives_on()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        bench.Store.AutoRelease = false;
        ben.Does(RoomBench.Note("before"));
        ada.Sends(1, new Breaking());
        ben.Does(RoomBench.Note("after"));
        while (bench.Store.Pending.Count > 0) bench.Release();

        Assert.Equal("broken", Assert.Single(Assert.Single(ada.Got<Answered>()).Answer.Refused).Code);
        bench.AssertAllEqual(ben);
        bench.Store.AutoRelease = true;
        ada.Sends(2, RoomBench.Note("and ada goes on"));
        Assert.Equal(1, ada.Got<Answered>().Last().Answer.Count);
    }

    [Fact]
    public void B5_a_batch_that_no_log_can_hold_is_refused_and_the_room_lives_on()
    {
        var bench = new RoomBench();
        var ada = bench.Page("Ada");
        ada.Sends(1, new Unwritable());
        Assert.Equal("broken", Assert.Single(Assert.Single(ada.Got<Answered>()).Answer.Refused).Code);
        ada.Sends(2, RoomBench.Note("and ada goes on"));
        Assert.Equal(1, ada.Got<Answered>().Last().Answer.Count);
    }

    [Fact]
    public void B5_batches_that_leave_nothing_but_refusals_go_into_commits_that_the_store_takes() =>
        AssertAllAnswered(400, _ => [.. Enumerable.Range(0, Bounds.BatchChanges).Select(_ => new RemoveNote(SeededIds.Named("nothing")))]);

    [Fact]
    public void B5_batches_that_leave_more_than_they_took_up_go_into_commits_that_the_store_takes() =>
        AssertAllAnswered(50, n => [.. Enumerable.Range(0, 10).Select(i => Large($"{n} {i}")), .. Enumerable.Range(0, 90).Select(_ => new RemoveNote(SeededIds.Named("nothing")))]);

    [Fact]
    public void B5_a_batch_that_no_commit_can_hold_is_refused_by_code_and_the_room_lives_on()
    {
        var bench = new RoomBench();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        ada.Sends(1, [.. Enumerable.Range(0, 400).Select(i => Large("a " + i))]);
        Assert.All(Assert.Single(ada.Got<Answered>()).Answer.Refused, r => Assert.Equal(Refusal.TooLarge.Code, r.Code));
        Assert.Empty(bench.Durable.Notes);

        var act = bench.Pump.Start(() => bench.Room.Do(ada.Participant, [.. Enumerable.Range(0, 400).Select(i => Large("b " + i))], CancellationToken.None));
        bench.Pump.Run();
        Assert.Equal(TaskStatus.RanToCompletion, act.Status);
        Assert.Empty(bench.Durable.Notes);

        ada.Sends(2, RoomBench.Note("and ada goes on"));
        bench.AssertAllEqual(ben);
        Assert.Single(bench.Durable.Notes);
    }

    [Fact]
    public void A_room_that_breaks_drops_its_pages_and_a_new_one_goes_on_where_it_was()
    {
        var bus = new BreakingBus();
        var bench = new RoomBench(bus: bus);
        var ada = bench.Page("Ada");
        ada.Does(RoomBench.Note("one"));
        bus.Breaks = true;
        ada.Sends(2, RoomBench.Note("the last one before it broke"));
        bus.Breaks = false;
        Assert.True(bench.Running.IsCompletedSuccessfully);
        Assert.False(ada.IsConnected);
        Assert.DoesNotContain(ada.Received, m => m is Closed);

        var act = bench.Pump.Start(() => bench.Room.Do(ada.Participant, [RoomBench.Note("nobody there")], CancellationToken.None));
        bench.Pump.Run();
        Assert.True(act.IsCanceled);

        bench.Open();
        ada.Enter();
        ada.Does(RoomBench.Note("two"));
        bench.AssertAllEqual(ada);
    }

    /// <summary>Many batches that say that they are small wait for the store at once; it gets them in parts that it can keep.</summary>
    private static void AssertAllAnswered(int batches, Func<int, Change[]> made)
    {
        var bench = new RoomBench(new() { WaitingPerPerson = 1_000, RefusedBytes = 16 * 1024 * 1024 });
        var (ada, ben) = (bench.Page("Ada", SeededIds.Named("a raw page")), bench.Page("Ben"));
        bench.Store.AutoRelease = false;
        for (var n = 1; n <= batches; n++) ada.Submit(new(n, [.. made(n)]));
        bench.Pump.Run();
        while (bench.Store.Pending.Count > 0) bench.Release();

        Assert.False(bench.Running.IsCompleted, "The room broke.");
        Assert.Equal(Enumerable.Range(1, batches).Select(n => (long)n), ada.Got<Answered>().Select(a => a.Answer.N));
        Assert.All(bench.Log, commit => Assert.InRange(CanonicalJson.Bytes(commit, LogJson.Default.Commit).Length, 1, Bounds.CommitBytes));
        bench.AssertAllEqual(ben);
    }

    private static AddNote Large(string name) => RoomBench.Note(name) with { Text = new string('x', Bounds.NoteText) };

    /// <summary>A bus with a fault: whatever is published breaks its publisher.</summary>
    private sealed class BreakingBus : IBoardBus
    {
        private readonly InProcessBus _bus = new();

        public bool Breaks { get; set; }

        public BusState State => _bus.State;

        public IDisposable Listen(string board, IBoardSubscriber ear) => _bus.Listen(board, ear);

        public void Publish(Commit commit)
        {
            if (Breaks) throw new InvalidOperationException("A fault.");
        }

        public void Publish(PeopleHere people) => _bus.Publish(people);

        public void Publish(AdmissionNews news) => _bus.Publish(news);

        public IDisposable ListenToDoors(Action<AdmissionNews> heard) => _bus.ListenToDoors(heard);
    }

    /// <summary>A change that no log can hold.</summary>
    private sealed record Unwritable : Change
    {
        public override Refusal? Check(Shared.Model.Board board, Stamp stamp) => null;

        public override Shared.Model.Board ApplyTo(Shared.Model.Board board, Stamp stamp) => board;
    }

    /// <summary>A change with a fault in its rule.</summary>
    private sealed record Breaking : Change
    {
        public override Refusal? Check(Shared.Model.Board board, Stamp stamp) => throw new InvalidOperationException("A fault.");

        public override Shared.Model.Board ApplyTo(Shared.Model.Board board, Stamp stamp) => board;
    }
}

using System.Text;
using CsCheck;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>Frames of a busy room are paced by what sending costs; a quiet room sends at once (G4).</summary>
public sealed class RoomPacingTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void G4_a_commit_that_finds_the_room_quiet_goes_out_at_once()
    {
        var bench = Paced();
        var (ada, ben) = (bench.Page("Ada"), bench.Page("Ben"));
        for (var i = 0; i < 3; i++)
        {
            ada.Does(RoomBench.Note("note " + i));
            Assert.Equal(i + 1, ben.Got<Committed>().Count());
            Assert.Equal(i + 1, ada.Got<Answered>().Count());
            bench.Pass(Pause);
        }

        bench.AssertAllEqual(ada, ben);
    }

    [Fact]
    public void G4_while_the_room_is_busy_one_frame_carries_what_came_meanwhile_in_order_and_without_a_gap()
    {
        var bench = Paced();
        var (chair, ben, ada) = (bench.Page("chair"), bench.Page("Ben"), bench.Page("Ada"));
        chair.Does(RoomBench.Note("first"));
        ben.Does(RoomBench.Note("second"));
        chair.Does(RoomBench.Note("third"));
        ada.Does(RoomBench.Note("fourth"));
        var late = bench.Page("Ada");
        Assert.Equal([1, 3], ada.Got<Committed>().Select(c => c.Batches.Length));
        chair.Does(RoomBench.Note("fifth"));
        ben.Does(RoomBench.Note("sixth"));
        Assert.Equal([1, 3], ada.Got<Committed>().Select(c => c.Batches.Length));
        Assert.Empty(late.Got<Committed>());

        bench.Pass(Pause);
        Assert.Equal([1, 3, 2], ada.Got<Committed>().Select(c => c.Batches.Length));
        Assert.Equal([1], late.Got<Committed>().Select(c => c.Batches.Length / 2));
        bench.AssertAllEqual(chair, ben, ada, late);
    }

    [Fact]
    public void G4_an_author_is_answered_at_once_with_all_that_came_before_their_words()
    {
        var bench = Paced();
        var (chair, ada) = (bench.Page("chair"), bench.Page("Ada"));
        for (var i = 0; i < 5; i++)
        {
            chair.Does(RoomBench.Note("chair " + i));
            ada.Does(RoomBench.Note("ada " + i));
            Assert.Equal(i + 1, ada.Got<Answered>().Count());
            Assert.True(ada.Replica.IsSaved);
            Assert.Equal(2 * (i + 1), ada.Replica.Confirmed.Notes.Count);
        }

        bench.Pass(Pause);
        bench.AssertAllEqual(chair, ada);
    }

    [Fact]
    public void O2_an_answer_stands_just_before_the_frame_that_holds_its_changes()
    {
        var bench = Paced();
        var (chair, ben) = (bench.Page("chair"), bench.Page("Ben"));
        for (var i = 0; i < 4; i++)
        {
            chair.Does(RoomBench.Note("chair " + i));
            ben.Does(RoomBench.Note("ben " + i));
            bench.Pass(TimeSpan.FromMilliseconds(7));
        }

        foreach (var page in new[] { chair, ben })
        {
            foreach (var answer in page.Got<Answered>())
            {
                var next = Assert.IsType<Committed>(page.Received[page.Received.IndexOf(answer) + 1]);
                Assert.InRange(answer.Answer.First, next.From, next.From + next.Batches.Sum(b => b.Changes.Length) - 1);
            }
        }

        bench.Pass(Pause);
        bench.AssertAllEqual(chair, ben);
    }

    [Fact]
    public void B2_who_comes_while_a_frame_waits_gets_what_is_in_it_once()
    {
        var bench = Paced();
        var (chair, ben) = (bench.Page("chair"), bench.Page("Ben"));
        chair.Does(RoomBench.Note("first"));
        chair.Does(RoomBench.Note("second"));
        ben.Leave();
        ben.Enter();
        var late = bench.Page("Ada");
        bench.Pass(Pause);
        bench.AssertAllEqual(chair, ben, late);
        Assert.Empty(late.Got<Committed>());
    }

    [Fact]
    public void V6_who_is_sent_out_is_sent_away_at_once_after_what_waited_for_them()
    {
        var bench = Paced();
        var (chair, ada) = (bench.Page("chair"), bench.Page("Ada"));
        chair.Does(RoomBench.Note("first"));
        chair.Does(RoomBench.Note("second"));
        bench.Room.Submit(chair.Connection, new(3, [new SendOut(ada.Participant)]), 100);
        bench.Pump.Run();
        Assert.Equal("sent-out", Assert.IsType<Closed>(ada.Received[^1]).Code);
        Assert.Equal(2, ada.Replica.Confirmed.Notes.Count);
        Assert.False(ada.IsConnected);
    }

    [Fact]
    public void B3_where_somebody_writes_is_said_after_the_note_that_they_write_in()
    {
        var bench = Paced();
        var (chair, ben, ada) = (bench.Page("chair"), bench.Page("Ben"), bench.Page("Ada"));
        chair.Does(RoomBench.Note("first"));
        var note = RoomBench.Note("second");
        ben.Does(note);
        bench.Room.Show(ben.Connection, new(note.Note));
        bench.Pump.Run();
        Assert.DoesNotContain(ada.Got<PresenceChanged>(), p => p.People.Any(w => w.Writing == note.Note));

        bench.Pass(TimeSpan.FromSeconds(1));
        var said = ada.Received.FindIndex(m => m is PresenceChanged p && p.People.Any(w => w.Writing == note.Note));
        Assert.InRange(ada.Received.FindIndex(m => m is Committed c && c.Batches.Any(b => b.Changes.OfType<AddNote>().Any(n => n.Note == note.Note))), 0, said);
    }

    [Fact]
    public void V5_what_an_author_alone_gets_waits_for_nobody_and_paces_nobody()
    {
        var bench = Paced();
        var (chair, ada) = (bench.Page("chair"), bench.Page("Ada"));
        var scale = SeededIds.Named("scale");
        chair.Does(new AddScale(scale, new("How safe?", "", ""), Sealed: true));
        ada.Does(new PlaceJudgement(scale, 3, "", ""));
        bench.Pass(Pause);
        bench.Pass(Pause);
        var heard = chair.Got<Committed>().Count();
        ada.Does(new PlaceJudgement(scale, 4, "", ""));
        ada.Does(new PlaceJudgement(scale, 5, "", ""));
        Assert.Equal(5, ada.Replica.Confirmed.Scale(scale)!.JudgementOf(ada.Participant)!.Value);
        Assert.Equal(heard, chair.Got<Committed>().Count());

        // The chair's next words find a quiet room: nothing was sent to it meanwhile.
        chair.Does(RoomBench.Note("next"));
        Assert.Equal(heard + 1, chair.Got<Committed>().Count());
        bench.AssertAllEqual(chair, ada);
    }

    [Fact]
    public void V5_what_is_hidden_neither_delays_nor_bundles_what_others_get() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var (meeting, twin) = (new Heard(), new Heard());
        for (var i = 0; i < 60; i++)
        {
            switch (random.Next(3))
            {
                case 0:
                    meeting.Ben.Does(RoomBench.Note("SECRET " + i) with { Circle = TestCircles.Professionals });
                    break;
                case 1:
                    foreach (var told in new[] { meeting, twin }) told.Chair.Does(RoomBench.Note("open " + i));
                    break;
                default:
                    var time = TimeSpan.FromMilliseconds(random.Next(1, 15));
                    foreach (var told in new[] { meeting, twin }) told.Bench.Pass(time);
                    break;
            }

            Assert.Equal(twin.Bytes, meeting.Bytes);
        }
    }, iter: 60);

    [Fact]
    public void G4_the_pause_is_a_multiple_of_what_sending_cost_within_bounds()
    {
        var time = new FakeTimeProvider(SampleBoards.Noon);
        var pace = new FramePace(time, new() { FramePauseTimes = 100, FramePauseMost = TimeSpan.FromMilliseconds(33), FramePauseLeast = TimeSpan.FromMilliseconds(1) });
        Assert.Equal(TimeSpan.Zero, pace.Wait);
        Assert.Equal(TimeSpan.FromMilliseconds(20), PauseAfter(TimeSpan.FromMicroseconds(200)));
        Assert.Equal(TimeSpan.FromMilliseconds(33), PauseAfter(TimeSpan.FromMilliseconds(5)));
        Assert.Equal(TimeSpan.FromMilliseconds(1), PauseAfter(TimeSpan.Zero));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(pace.Wait <= TimeSpan.Zero);

        TimeSpan PauseAfter(TimeSpan cost)
        {
            var began = time.GetTimestamp();
            time.Advance(cost);
            pace.Sent(began);
            return pace.Wait;
        }
    }

    private static RoomBench Paced() => new(new() { FramePauseLeast = Pause });

    /// <summary>A meeting of the chair, Ben and Ada, and every byte that reached Ada.</summary>
    private sealed class Heard
    {
        public Heard() => (Chair, Ben, Ada) = (Bench.Page("chair"), Bench.Page("Ben"), Bench.Page("Ada"));

        public RoomBench Bench { get; } = Paced();

        public Page Chair { get; }

        public Page Ben { get; }

        public Page Ada { get; }

        public string Bytes => string.Concat(Ada.Received.Select(m => Encoding.UTF8.GetString(new Envelope(m).Frame)));
    }
}

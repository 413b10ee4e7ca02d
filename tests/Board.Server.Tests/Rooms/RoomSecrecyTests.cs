using System.Text;
using CsCheck;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>
/// V2, V3 and V5 on real rooms: whatever professionals do among themselves, a family member's connection carries the same
/// bytes, through coming back, presence, closed parts and rooms that close and open again.
/// </summary>
public sealed class RoomSecrecyTests
{
    [Fact]
    public void V5_two_rooms_that_differ_only_in_what_is_hidden_send_the_family_the_same_bytes() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var (meeting, twin) = (new Telling(), new Telling());
        for (var i = 0; i < 60; i++)
        {
            if (random.Chance(0.5))
            {
                meeting.Hidden(random);
                continue;
            }

            var shared = random.Next();
            foreach (var told in new[] { meeting, twin }) told.Visible(new(shared));
            Assert.Equal(twin.Heard, meeting.Heard);
        }

        foreach (var told in new[] { meeting, twin }) told.ComesBack(fromTheStart: true);
        Assert.Equal(twin.Heard, meeting.Heard);
        Assert.Equal(twin.Rendered, meeting.Rendered);
        Assert.DoesNotContain("SECRET", meeting.Heard, StringComparison.Ordinal);
    }, iter: 60);

    [Fact]
    public void V2_nobody_but_professionals_learns_where_somebody_writes_for_professionals()
    {
        var bench = new RoomBench(new());
        var (ada, ben, chair) = (bench.Page("Ada"), bench.Page("Ben"), bench.Page("chair"));
        var hidden = RoomBench.Note("SECRET") with { Circle = TestCircles.Professionals };
        ben.Does(hidden);

        Assert.Equal(hidden.Note, Shown(bench, ben, new(hidden.Note), chair));
        Assert.Null(Shown(bench, ben, new(hidden.Note), ada));
        Assert.Equal("column:worries", Shown(bench, ben, new("column:worries", TestCircles.Professionals), chair));
        Assert.Null(Shown(bench, ben, new("column:worries", TestCircles.Professionals), ada));
        Assert.Equal("column:worries", Shown(bench, ben, new("column:worries"), ada));

        // Ada cannot make believe that she writes in a note that she does not see.
        Assert.Null(Shown(bench, ada, new(hidden.Note), chair));

        chair.Does(new OpenClosedPart(ClosedGround.RiskToSomebody, "", TestCircles.Professionals));
        bench.Pass(TimeSpan.FromSeconds(1));
        Assert.Null(Latest(ada, ben)?.Writing);
        Assert.Null(Shown(bench, ben, new("column:workingWell"), ada));
    }

    [Fact]
    public void V1_a_room_read_for_somebody_holds_what_they_see_and_nothing_for_a_stranger()
    {
        var bench = new RoomBench();
        var ben = bench.Page("Ben");
        ben.Does(RoomBench.Note("SECRET") with { Circle = TestCircles.Professionals });
        ben.Does(RoomBench.Note("open"));

        var (seen, stream) = bench.Room.ReadFor(SeededIds.Named("Ada"))!.Value;
        Assert.DoesNotContain("SECRET", seen.Json(), StringComparison.Ordinal);
        Assert.Equal(bench.FromTheLog().StreamOf(SeededIds.Named("Ada")), stream);
        Assert.Contains("SECRET", bench.Room.ReadFor(ben.Participant)!.Value.Board.Json(), StringComparison.Ordinal);
        Assert.Null(bench.Room.ReadFor(SeededIds.Named("a stranger")));
    }

    [Fact]
    public void V3_own_sealed_numbers_are_in_ones_stream_after_coming_back()
    {
        var bench = new RoomBench();
        var (ada, chair) = (bench.Page("Ada"), bench.Page("chair"));
        var scale = SeededIds.Named("scale");
        chair.Does(new AddScale(scale, new("How safe?", "", ""), Sealed: true));
        ada.Does(new PlaceJudgement(scale, 3, "", ""));
        ada.Does(new PlaceJudgement(scale, 4, "", ""));
        ada.Leave();
        chair.Does(RoomBench.Note("meanwhile"));
        ada.Enter();
        ada.Does(new PlaceJudgement(scale, 5, "", ""));
        chair.Does(RoomBench.Note("later"));
        bench.AssertAllEqual(ada, chair);
        Assert.Equal(5, ada.Replica.Shown.Scale(scale)!.JudgementOf(ada.Participant)!.Value);
        Assert.Null(chair.Replica.Shown.Scale(scale)!.JudgementOf(ada.Participant));
        Assert.Equal(1, chair.Replica.Shown.Scale(scale)!.Placed);

        // A second page of hers that knows nothing of it gets it with the whole board.
        bench.AssertAllEqual(bench.Page("Ada"));
        chair.Does(new RevealScale(scale));
        bench.AssertAllEqual(ada, chair);
        Assert.Equal(5, chair.Replica.Shown.Scale(scale)!.JudgementOf(ada.Participant)!.Value);
    }

    [Fact]
    public void V6_who_is_sent_out_is_gone_from_the_room_on_all_their_pages_at_once()
    {
        var bench = new RoomBench();
        var (phone, tablet, chair) = (bench.Page("Ada"), bench.Page("Ada"), bench.Page("chair"));
        chair.Does(new SendOut(phone.Participant));
        Assert.All(new[] { phone, tablet }, page =>
        {
            Assert.Equal("sent-out", page.Got<Closed>().Single().Code);
            Assert.False(page.IsConnected);
        });
        phone.Sends(1, RoomBench.Note("after"));
        Assert.DoesNotContain(bench.Durable.Notes.Values, n => n.Text == "after");
        Assert.Equal("not-here", Assert.Single(bench.Page("Ada").Got<Closed>()).Code);
    }

    private static string? Shown(RoomBench bench, Page by, ShowRequest request, Page to)
    {
        bench.Room.Show(by.Connection, new());
        bench.Room.Show(by.Connection, request);
        bench.Pump.Run();
        bench.Pass(TimeSpan.FromSeconds(1));
        return Latest(to, by)?.Writing;
    }

    private static PersonPresence? Latest(Page page, Page about) =>
        page.Got<PresenceChanged>().SelectMany(p => p.People).LastOrDefault(p => p.Participant == about.Participant);

    /// <summary>A meeting of the chair, Ben and Ada, and every byte that reaches Ada.</summary>
    private sealed class Telling
    {
        private readonly RoomBench _bench = new(new() { RingChanges = 12 });
        private readonly Page _chair;
        private readonly Page _ben;
        private readonly Page _ada;

        public Telling()
        {
            (_chair, _ben, _ada) = (_bench.Page("chair"), _bench.Page("Ben"), _bench.Page("Ada"));
        }

        public string Heard
        {
            get
            {
                var text = new StringBuilder();
                foreach (var message in _ada.Received) text.AppendLine(Encoding.UTF8.GetString(new Envelope(message).Frame));
                return text.ToString();
            }
        }

        /// <summary>What would stand in her page.</summary>
        public string Rendered => _bench.Room.ReadFor(_ada.Participant) is var (board, stream) ? $"{stream} {board.Json()}" : "";

        /// <summary>Something for professionals alone.</summary>
        public void Hidden(Random random)
        {
            var page = random.Chance(0.5) ? _chair : _ben;
            var board = page.Replica.Shown;
            var mine = board.Notes.Values.FirstOrDefault(n => n.Circle == TestCircles.Professionals && n.Author == page.Participant && !n.IsRemoved);
            var scale = board.Scales.Find(s => s.Circle == TestCircles.Professionals);
            Change change = random.Next(6) switch
            {
                0 when scale is not null => new PlaceJudgement(scale.Id, random.Next(11), "SECRET", ""),
                0 or 1 when page == _chair => new AddScale(random.Id(), new("SECRET?", "", ""), Circle: TestCircles.Professionals, Sealed: random.Chance(0.5)),
                2 when mine is not null => new RemoveNote(mine.Id),
                3 when mine is not null => new EditText(mine.Id, mine.TextVersion, AnyThing.Splice(mine.Text, random)),
                4 when mine is not null => new MoveNote(mine.Id, new(random.Pick(Enum.GetValues<Column>()))),
                _ => new AddNote(random.Id(), new(Column.Worries, board.Columns[0].LastOrDefault()), "SECRET " + AnyThing.Words(random), Circle: TestCircles.Professionals),
            };
            if (change.Check(board, new(page.Participant, SampleBoards.Noon)) is null) page.Does(change);
            _bench.Room.Show(page.Connection, mine is null ? new("column:worries", TestCircles.Professionals) : new(mine.Id));
            _bench.Pump.Run();
            _bench.Room.Show(page.Connection, new());
            _bench.Pump.Run();
        }

        /// <summary>Something that Ada sees or does. It follows from what she sees, so it is the same in the twin.</summary>
        public void Visible(Random random)
        {
            switch (random.Next(10))
            {
                case 0 when _ada.IsConnected:
                    _ada.Leave();
                    break;
                case 0 or 1:
                    ComesBack(fromTheStart: false);
                    break;
                case 2:
                    _bench.Room.Show(_ben.Connection, new("column:worries"));
                    _bench.Pump.Run();
                    _bench.Pass(TimeSpan.FromSeconds(2));
                    _bench.Room.Show(_ben.Connection, new());
                    _bench.Pump.Run();
                    break;
                case 3:
                    Lead(random);
                    break;
                default:
                    Write(random);
                    break;
            }

            _bench.Pass(TimeSpan.FromSeconds(2));
        }

        public void ComesBack(bool fromTheStart)
        {
            if (_ada.IsConnected && fromTheStart) _ada.Leave();
            if (!_ada.IsConnected) _ada.Enter();
        }

        private void Lead(Random random)
        {
            Change change = _chair.Replica.Shown.ClosedNow is null
                ? new OpenClosedPart(random.Pick(Enum.GetValues<ClosedGround>()), "SECRET " + AnyThing.Words(random), TestCircles.Professionals)
                : new EndClosedPart();
            _chair.Does(change);
        }

        private void Write(Random random)
        {
            var page = random.Pick([_chair, _ben, _ada]);
            var seen = _bench.FromTheLog().Views.For(TestCircles.Family);
            var change = AnyChange.OnTheMap(seen, random);
            var forEveryone = change is not (AddNote { Circle: TestCircles.Professionals } or AddScale { Circle: TestCircles.Professionals } or PlaceJudgement { ReasonFor: TestCircles.Professionals });
            if (forEveryone && change.Check(seen, new(page.Participant, SampleBoards.Noon)) is null && (page != _ada || _ada.IsConnected)) page.Does(change);
        }
    }
}

using System.Text.Json;
using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Tests.Visibility;

/// <summary>
/// V5: two histories that differ only in what a viewer may not see give that viewer the same bytes. One meeting goes as it
/// goes; in its twin the hidden things never happen, or happen otherwise. The room's part is proved on real rooms.
/// </summary>
public sealed class NonInterferenceTests
{
    [Fact]
    public void V5_what_professionals_do_among_themselves_leaves_no_trace_in_what_the_family_gets() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var (meeting, twin) = (new MixedMeeting(), new MixedMeeting());
        for (var i = 0; i < 120; i++)
        {
            if (random.Chance(0.5))
            {
                Hidden(meeting, random);
                continue;
            }

            // Whatever is visible follows from what is visible, so that both meetings can do it.
            var person = random.Pick(MixedMeeting.People).Person;
            var change = Visible(meeting, person, random);
            AssertSame(meeting, twin, person, change);
        }

        AssertSameView(meeting, twin, MixedMeeting.Mum);
        AssertSameView(meeting, twin, MixedMeeting.Advocate);
    }, iter: Tier.Cases(150));

    [Fact]
    public void V5_a_sealed_number_and_its_reason_leave_no_trace_in_what_others_get() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var (meeting, twin) = (new MixedMeeting(), new MixedMeeting());
        var scale = SeededIds.Named("scale");
        AssertSame(meeting, twin, MixedMeeting.Chair, new AddScale(scale, new("How safe?", "Ten", "Nought"), Sealed: true));
        foreach (var m in new[] { meeting, twin }) m.Does(MixedMeeting.Dad, new PlaceJudgement(scale, random.Next(11), AnyThing.Words(random), ""), timePasses: false);
        for (var i = 0; i < random.Next(4); i++) meeting.Does(MixedMeeting.Dad, new PlaceJudgement(scale, random.Next(11), AnyThing.Words(random), ""), timePasses: false);
        for (var i = 0; i < 40; i++)
        {
            var person = random.Pick([MixedMeeting.Mum, MixedMeeting.Worker]);
            AssertSame(meeting, twin, person, AnyChange.On(twin.Ledger.SeenBy(person), random), MixedMeeting.Mum, MixedMeeting.Chair, MixedMeeting.Worker);
        }
    }, iter: Tier.Cases(60));

    [Fact]
    public void V5_a_refusal_is_the_same_for_what_is_hidden_and_for_what_is_not_there()
    {
        var (meeting, twin) = (new MixedMeeting(), new MixedMeeting());
        var (note, danger, scale) = (SeededIds.Named("hidden"), SeededIds.Named("hidden danger"), SeededIds.Named("hidden scale"));
        meeting.Does(MixedMeeting.Worker, new AddNote(note, new(Column.Worries), "SECRET", Circle: TestCircles.Professionals));
        meeting.Does(MixedMeeting.Worker, new AddNote(danger, new(Column.Worries), "SECRET", "danger", Circle: TestCircles.Professionals));
        meeting.Does(MixedMeeting.Chair, new AddScale(scale, new("SECRET?", "", ""), Circle: TestCircles.Professionals));
        var edit = TextEdit.Replace(6, 0, 0, "x");
        var (there, measured) = (meeting.Ledger.Board.Notes[note], meeting.Ledger.Board.Scale(scale)!);
        foreach (var change in ChangeKinds.All.Select(kind => kind.On(there)).Concat(ChangeKinds.All.Select(kind => kind.On(measured))).OfType<Change>().Concat(
        [
            new EditText(note, 9, edit), new EditText(note, -1, edit), new PairGoal(danger), new PairGoal(danger, note), new SetScaleAside(scale, false),
            new AddScale(SeededIds.Named("new"), new("x", "", ""), danger, Sealed: true),
        ]))
        {
            AssertSame(meeting, twin, MixedMeeting.Mum, change);
        }
    }

    /// <summary>Something that only professionals see, on the one meeting alone.</summary>
    private static void Hidden(MixedMeeting meeting, Random random)
    {
        var board = meeting.Ledger.Board;
        var by = random.Pick([MixedMeeting.Chair, MixedMeeting.Worker]);
        var hidden = board.Notes.Values.Where(n => n.Circle == TestCircles.Professionals).OrderBy(n => n.Id, StringComparer.Ordinal).ToList();
        var scales = board.Scales.Where(s => s.Circle == TestCircles.Professionals).ToList();
        Change change = random.Next(10) switch
        {
            < 4 => AnyAdd(board, random) with { Circle = TestCircles.Professionals },
            < 5 => new AddScale(random.Id(), new("Hidden?", "", ""), Circle: TestCircles.Professionals, Sealed: random.Chance(0.5)),
            _ when hidden.Count == 0 => AnyAdd(board, random) with { Circle = TestCircles.Professionals },
            < 6 when scales.Count > 0 => new PlaceJudgement(random.Pick(scales).Id, random.Next(11), "hidden", ""),
            < 8 => new EditText(random.Pick(hidden) is var note ? note.Id : "", note.TextVersion, AnyThing.Splice(note.Text, random)),
            < 9 => new MoveNote(random.Pick(hidden).Id, new(random.Pick(Enum.GetValues<Column>()))),
            _ => new RemoveNote(random.Pick(hidden).Id),
        };

        // The clock is no trace of its own: the twin's stands still meanwhile, too.
        meeting.Does(by, change, timePasses: false);
    }

    private static AddNote AnyAdd(Model.Board board, Random random)
    {
        var order = board.Columns[0];
        return new(random.Id(), new(Column.Worries, order.IsEmpty ? null : order[random.Next(order.Count)]), "Hidden: " + AnyThing.Words(random));
    }

    /// <summary>A change of what everyone sees, as somebody would make it who looks at that alone.</summary>
    private static Change Visible(MixedMeeting meeting, string person, Random random)
    {
        while (true)
        {
            var change = AnyChange.On(meeting.Ledger.Views.For(TestCircles.Family), random);
            var hides = change
                is AddNote { Circle: TestCircles.Professionals } or AddScale { Circle: TestCircles.Professionals }
                or SetCircle or SetScaleCircle or PlaceJudgement { ReasonFor: TestCircles.Professionals } or OpenClosedPart;
            if (!hides) return change;
        }
    }

    private static void AssertSame(MixedMeeting meeting, MixedMeeting twin, string person, Change change, params string[] viewers)
    {
        if (viewers.Length == 0) viewers = [MixedMeeting.Mum, MixedMeeting.Advocate, MixedMeeting.Dad];
        var (before, twinBefore) = (meeting.Ledger, twin.Ledger);
        var (commit, twinCommit) = (meeting.Does(person, change), twin.Does(person, change));
        Assert.Equal(twinCommit.Batches[0].Refused, commit.Batches[0].Refused);
        foreach (var viewer in viewers) Assert.Equal(Frames(twinBefore, twinCommit, viewer), Frames(before, commit, viewer));
    }

    private static void AssertSameView(MixedMeeting meeting, MixedMeeting twin, string viewer)
    {
        Assert.Equal(twin.Ledger.SeenBy(viewer).Json(), meeting.Ledger.SeenBy(viewer).Json());
        Assert.Equal(twin.Ledger.StreamOf(viewer), meeting.Ledger.StreamOf(viewer));
    }

    private static string Frames(Ledger before, Commit commit, string viewer)
    {
        var seen = SeenCommit.Of(before, commit);
        var batches = seen.For(viewer, before.Board.SetOf(viewer));
        var answers = seen.Answers.Where(a => a.By == viewer).Select(a => JsonSerializer.Serialize(new Answered(a.Answer), BoardJson.Default.ServerMessage));
        return string.Concat(answers) + (batches.IsEmpty ? "" : JsonSerializer.Serialize(new Committed(before.StreamOf(viewer) + 1, batches), BoardJson.Default.ServerMessage));
    }
}

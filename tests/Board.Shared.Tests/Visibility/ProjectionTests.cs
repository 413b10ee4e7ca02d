using System.Text.Json;
using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Boards.Samples;
using Xunit;

namespace MappingBoard.Shared.Tests.Visibility;

/// <summary>What each viewer gets of a board and of its changes, as properties over whatever people do.</summary>
public sealed class ProjectionTests
{
    [Fact]
    public void V4_projecting_commutes_with_applying_for_every_viewer() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var meeting = new MixedMeeting();
        for (var i = 0; i < 150; i++)
        {
            var before = meeting.Ledger.Board;
            var commit = meeting.DoesAnything(random);
            foreach (var change in commit.Batches[0].Changes)
            {
                var stamp = new Stamp(commit.Batches[0].By, commit.At);
                foreach (var viewer in MixedMeeting.Viewers(before))
                {
                    var view = before.SeenBy(viewer);
                    var seen = change.Project(before, stamp, viewer) is { } projected ? view.Apply(projected, stamp) : view;
                    Assert.Equal(before.Apply(change, stamp).SeenBy(viewer).Json(), seen.Json());
                }
            }
        }
    }, iter: Tier.Cases(60));

    /// <summary>A property proves nothing about what its meetings never do.</summary>
    [Fact]
    public void V4_the_meetings_of_these_properties_do_all_that_can_be_hidden_and_shown()
    {
        var done = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < 60; seed++)
        {
            var (random, meeting) = (new Random(seed), new MixedMeeting());
            for (var i = 0; i < 150; i++)
            {
                var before = meeting.Ledger.Board;
                var batch = meeting.DoesAnything(random).Batches[0];
                foreach (var change in batch.Changes)
                {
                    foreach (var what in Seen(change, batch.By, before)) done[what] = done.GetValueOrDefault(what) + 1;
                }
            }
        }

        string[] expected =
        [
            .. AllSamples.OfMeetings.Select(sample => sample.Kind.Type.Name), "ReleaseBoard", "EndClosedPart",
            "AddNote for everyone", "AddNote for professionals", "EditText for everyone", "EditText for professionals",
            "MoveNote for everyone", "MoveNote for professionals", "CategoriseNote for everyone", "CategoriseNote for professionals",
            "RemoveNote for everyone", "RemoveNote for professionals", "RestoreNote for everyone", "RestoreNote for professionals",
            "AddScale for everyone", "AddScale for professionals", "SetCircle for everyone", "SetCircle for professionals", "SetCircle with a pair", "SetCircle with a scale",
            "PlaceJudgement, open, reason for everyone", "PlaceJudgement, open, reason for professionals", "PlaceJudgement, sealed", "WithdrawJudgement, sealed",
            "PlaceJudgement, anew for another circle",
            "SetScaleCircle for everyone", "SetScaleCircle for professionals", "Wave for everyone", "Wave for professionals",
        ];
        var rare = expected.Where(what => done.GetValueOrDefault(what) < 5).Select(what => $"{what}: {done.GetValueOrDefault(what)}");
        Assert.Equal("", string.Join("; ", rare));

        static IEnumerable<string> Seen(Change change, string by, Model.Board before) =>
        [
            change.GetType().Name,
            change is SetCircle shown && before.Scales.Exists(s => s.Danger is { } danger && (danger == shown.Note || before.Note(danger)?.Goal == shown.Note)) ? "SetCircle with a scale" : "",
            change switch
            {
                AddNote add => $"AddNote for {add.Circle}",
                AddScale add => $"AddScale for {add.Circle}",
                SetCircle set when before.Notes.Values.Any(n => n.Goal == set.Note) || before.Note(set.Note)?.Goal is not null => "SetCircle with a pair",
                SetCircle set => $"SetCircle for {set.Circle}",
                SetScaleCircle set => $"SetScaleCircle for {set.Circle}",
                PlaceJudgement placed when before.Scale(placed.Scale) is { } scale && scale.JudgementOf(by) is { } was && was.Circle != scale.Circle => "PlaceJudgement, anew for another circle",
                WithdrawJudgement withdrawn when before.Scale(withdrawn.Scale) is { Sealed: true } => "WithdrawJudgement, sealed",
                PlaceJudgement placed when before.Scale(placed.Scale) is { Sealed: true } => "PlaceJudgement, sealed",
                PlaceJudgement placed => $"PlaceJudgement, open, reason for {placed.ReasonFor}",
                _ when change.Subject is { } note && before.Note(note) is { } there => $"{change.GetType().Name} for {there.Circle}",
                _ => "",
            },
        ];
    }

    [Fact]
    public void V1_a_reason_for_professionals_is_not_in_what_the_family_gets()
    {
        var meeting = new MixedMeeting();
        var scale = SeededIds.Named("scale");
        meeting.Does(MixedMeeting.Chair, new AddScale(scale, new("How safe?", "Ten", "Nought")));
        foreach (var (value, reason) in new[] { (3, "SECRET reason"), (4, "SECRET, once more"), (4, "SECRET in other words") })
        {
            var before = meeting.Ledger;
            var placed = meeting.Does(MixedMeeting.Worker, new PlaceJudgement(scale, value, reason, "SECRET higher", TestCircles.Professionals));
            Assert.Empty(placed.Batches[0].Refused);
            Assert.DoesNotContain("SECRET", Sent(before, placed, MixedMeeting.Mum), StringComparison.Ordinal);
            Assert.DoesNotContain("SECRET", meeting.Ledger.SeenBy(MixedMeeting.Mum).Json(), StringComparison.Ordinal);
            Assert.Contains(reason, Sent(before, placed, MixedMeeting.Chair), StringComparison.Ordinal);
            Assert.Equal(value, meeting.Ledger.SeenBy(MixedMeeting.Mum).Scale(scale)!.JudgementOf(MixedMeeting.Worker)!.Value);
        }
    }

    [Fact]
    public void V2_the_author_of_an_accepted_change_always_gets_it() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var meeting = new MixedMeeting();
        for (var i = 0; i < 150; i++)
        {
            var before = meeting.Ledger;
            var commit = meeting.DoesAnything(random);
            var (_, by, answer) = Assert.Single(SeenCommit.Of(before, commit).Answers);
            var seen = SeenCommit.Of(before, commit).For(by, before.Board.SetOf(by));
            Assert.Equal(answer.Count, seen.Sum(b => b.Changes.Length));
            Assert.Equal(before.StreamOf(by) + 1, answer.First);
            Assert.Equal(before.StreamOf(by) + answer.Count, meeting.Ledger.StreamOf(by));
        }
    }, iter: Tier.Cases(60));

    [Fact]
    public void V3_every_viewers_stream_has_numbers_without_a_gap() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var meeting = new MixedMeeting();
        for (var i = 0; i < 150; i++)
        {
            var before = meeting.Ledger;
            var seen = SeenCommit.Of(before, meeting.DoesAnything(random));
            foreach (var (person, _) in MixedMeeting.People)
            {
                var count = seen.For(person, before.Board.SetOf(person)).Sum(b => b.Changes.Length);
                Assert.Equal(before.StreamOf(person) + count, meeting.Ledger.StreamOf(person));
            }
        }
    }, iter: Tier.Cases(60));

    [Fact]
    public void V1_nothing_for_professionals_is_in_what_the_others_get() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var meeting = new MixedMeeting();
        for (var i = 0; i < 150; i++)
        {
            var commit = meeting.DoesAnything(random);
            foreach (var viewer in MixedMeeting.Viewers(meeting.Ledger.Board).Where(v => v.Set == TestCircles.Family))
            {
                var seen = meeting.Ledger.Board.SeenBy(viewer);
                Assert.All(seen.Notes.Values, n => Assert.Equal(TestCircles.Everyone, n.Circle));
                Assert.All(seen.Scales, s => Assert.Equal(TestCircles.Everyone, s.Circle));
                Assert.All(seen.Scales.SelectMany(s => s.Judgements), j => Assert.Equal((TestCircles.Everyone, TestCircles.Everyone), (j.Circle, j.ReasonFor)));
                Assert.All(seen.ClosedParts, p => Assert.Null(p.Ground));
                AssertNamesNothingHidden(meeting.Ledger.Board, seen, viewer);
            }

            _ = commit;
        }
    }, iter: Tier.Cases(40));

    [Fact]
    public void V1_a_sealed_number_is_for_its_author_alone_until_the_chair_reveals_it()
    {
        var meeting = new MixedMeeting();
        var scale = SeededIds.Named("scale");
        meeting.Does(MixedMeeting.Chair, new AddScale(scale, new("How safe?", "Ten", "Nought"), Sealed: true));
        var before = meeting.Ledger;
        var placed = meeting.Does(MixedMeeting.Mum, new PlaceJudgement(scale, 3, "SECRET reason", "SECRET higher"));
        foreach (var (person, _) in MixedMeeting.People)
        {
            var own = person == MixedMeeting.Mum;
            var seen = meeting.Ledger.SeenBy(person);
            Assert.Equal(own, Sent(before, placed, person).Contains("SECRET", StringComparison.Ordinal));
            Assert.Equal(own, seen.Json().Contains("SECRET", StringComparison.Ordinal));
            Assert.Equal(own ? 3 : (int?)null, seen.Scale(scale)!.JudgementOf(MixedMeeting.Mum)?.Value);
            Assert.Equal(1, seen.Scale(scale)!.Placed);
            Assert.Equal(own, Sent(before, placed, person).Contains(MixedMeeting.Mum, StringComparison.Ordinal));
        }

        // Changing it tells nobody anything.
        before = meeting.Ledger;
        var changed = meeting.Does(MixedMeeting.Mum, new PlaceJudgement(scale, 7, "", ""));
        Assert.Equal("[]", Sent(before, changed, MixedMeeting.Chair));
        Assert.NotEqual("[]", Sent(before, changed, MixedMeeting.Mum));

        Assert.Equal("chair-only", Assert.Single(meeting.Does(MixedMeeting.Worker, new RevealScale(scale)).Batches[0].Refused).Code);
        meeting.Does(MixedMeeting.Chair, new RevealScale(scale));
        Assert.All(MixedMeeting.People, p => Assert.Equal(7, meeting.Ledger.SeenBy(p.Person).Scale(scale)!.JudgementOf(MixedMeeting.Mum)!.Value));
    }

    [Fact]
    public void V1_what_a_projection_says_cannot_be_said_by_a_client()
    {
        var meeting = new MixedMeeting();
        var scale = new Scale { Id = SeededIds.Named("forged scale"), Wording = new("?", "", ""), Circle = TestCircles.Everyone };
        var before = meeting.Ledger.Board.Json();
        foreach (var kind in ChangeKinds.All.Where(kind => kind.Rules.IsEmpty))
        {
            var forged = AllSamples.Of(kind).On(meeting.Ledger.Board, new(1));
            Assert.Equal("server-only", Assert.Single(meeting.Does(MixedMeeting.Chair, forged).Batches[0].Refused).Code);
        }

        meeting.Does(MixedMeeting.Chair, new AddScale(scale.Id, new("How safe?", "", ""), Sealed: true));
        var revealed = new RevealScale(scale.Id, [new(9, "forged", "", new(MixedMeeting.Mum, SampleBoards.Noon), TestCircles.Everyone, TestCircles.Everyone)]);
        Assert.Equal("server-only", Assert.Single(meeting.Does(MixedMeeting.Chair, revealed).Batches[0].Refused).Code);
        Assert.NotEqual(before, meeting.Ledger.Board.Json());
        Assert.Empty(meeting.Ledger.Board.Scale(scale.Id)!.Judgements);
    }

    private static string Sent(Ledger before, Commit commit, string person)
    {
        var batches = SeenCommit.Of(before, commit).For(person, before.Board.SetOf(person));
        return batches.IsEmpty ? "[]" : JsonSerializer.Serialize(new Committed(1, batches), BoardJson.Default.ServerMessage);
    }

    private static void AssertNamesNothingHidden(Model.Board whole, Model.Board seen, Viewer viewer)
    {
        var json = seen.Json();
        Assert.All(whole.Notes.Values.Where(n => !viewer.Sees(n.Circle)), n => Assert.DoesNotContain(n.Id, json, StringComparison.Ordinal));
        Assert.All(whole.Scales.Where(s => !viewer.Sees(s.Circle)), s => Assert.DoesNotContain(s.Id, json, StringComparison.Ordinal));
    }
}

using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Tests.Visibility;
using MappingBoard.Shared.Visibility;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>V2, V3: what each audience and each author gets of one commit, and which numbers it has for them.</summary>
public sealed class SeenCommitTests
{
    private static readonly string Scale = SeededIds.Named("scale");

    private readonly Dictionary<string, long> _batches = new(StringComparer.Ordinal);
    private Ledger _ledger = new MixedMeeting().Ledger;

    [Fact]
    public void V2_an_audience_gets_what_is_for_it_and_nothing_of_a_batch_that_is_not()
    {
        var (family, staff) = (Note("all"), Note("staff", TestCircles.Professionals));
        var (commit, raised, seen) = Sent((MixedMeeting.Worker, [family, staff]), (MixedMeeting.Chair, [Note("more", TestCircles.Professionals)]));

        var one = Assert.Single(seen.For(TestCircles.Family));
        Assert.Equal((MixedMeeting.Worker, commit.At), (one.By, one.At));
        Assert.Equal([family], one.Changes);
        Assert.Equal([MixedMeeting.Worker, MixedMeeting.Chair], seen.For(TestCircles.Staff).Select(b => b.By));
        Assert.Empty(seen.Own);
        Assert.Equal(seen.For(TestCircles.Family), seen.For(MixedMeeting.Mum, TestCircles.Family));
        Assert.Equal(seen.For(TestCircles.Staff), seen.For(MixedMeeting.Worker, TestCircles.Staff));

        // Where nothing is hidden it is the batch as it was written.
        Assert.Equal(commit.Batches[0].Changes, seen.For(TestCircles.Staff)[0].Changes);
        Assert.Equal(new(1, 3), raised);
    }

    [Fact]
    public void V1_V3_who_judges_a_sealed_scale_gets_it_and_the_others_that_it_was_placed_once()
    {
        Sealed();
        var first = Placed(4);
        var (_, raised, seen) = Sent((MixedMeeting.Mum, [first]));
        Assert.Equal([new NumberPlaced(Scale, 1)], Assert.Single(seen.For(TestCircles.Family)).Changes);
        Assert.Equal([new NumberPlaced(Scale, 1)], Assert.Single(seen.For(TestCircles.Staff)).Changes);
        Assert.Equal([first], Assert.Single(seen.For(MixedMeeting.Mum, TestCircles.Family)).Changes);
        Assert.Equal(seen.For(TestCircles.Family), seen.For(MixedMeeting.Dad, TestCircles.Family));
        Assert.Equal(new(1, 1), raised);
        Assert.Equal(0, _ledger.Views.Numbers.OwnOf(MixedMeeting.Mum));

        var before = _ledger;
        (_, raised, seen) = Sent((MixedMeeting.Mum, [Placed(5)]));
        Assert.Equal(new(0, 0), raised);
        Assert.Empty(seen.For(TestCircles.Family));
        Assert.Empty(seen.For(TestCircles.Staff));
        Assert.Equal([Placed(5)], Assert.Single(seen.For(MixedMeeting.Mum, TestCircles.Family)).Changes);
        Assert.Equal(1, _ledger.Views.Numbers.OwnOf(MixedMeeting.Mum));
        Assert.Equal(before.StreamOf(MixedMeeting.Mum) + 1, _ledger.StreamOf(MixedMeeting.Mum));
        Assert.Equal(before.StreamOf(MixedMeeting.Dad), _ledger.StreamOf(MixedMeeting.Dad));
    }

    [Fact]
    public void V2_who_sees_more_of_their_own_gets_what_their_circles_have_in_common_in_its_place()
    {
        Sealed();
        var (staff, all) = (Note("staff", TestCircles.Professionals), Note("all"));
        var (_, raised, seen) = Sent((MixedMeeting.Worker, [staff]), (MixedMeeting.Mum, [Placed(4), all]), (MixedMeeting.Worker, [Placed(7)]), (MixedMeeting.Dad, [Placed(2)]));

        Assert.Equal(new HashSet<string> { MixedMeeting.Mum, MixedMeeting.Worker, MixedMeeting.Dad }, seen.Own.Keys.ToHashSet());
        Assert.Equal<Change>([Placed(4), all, new NumberPlaced(Scale, 2), new NumberPlaced(Scale, 3)], Changes(seen.For(MixedMeeting.Mum, TestCircles.Family)));
        Assert.Equal<Change>([staff, new NumberPlaced(Scale, 1), all, Placed(7), new NumberPlaced(Scale, 3)], Changes(seen.For(MixedMeeting.Worker, TestCircles.Staff)));
        Assert.Equal<Change>([new NumberPlaced(Scale, 1), all, new NumberPlaced(Scale, 2), Placed(2)], Changes(seen.For(MixedMeeting.Dad, TestCircles.Family)));
        Assert.Equal(new(4, 5), raised);
    }

    [Fact]
    public void I1_the_answers_are_in_the_numbers_of_their_authors_streams()
    {
        var draft = new CommitDraft(_ledger, SampleBoards.Noon);
        var before = _ledger;
        Assert.Null(draft.TakeOwn(SeededIds.Named("new"), [new JoinBoard("New", "made up", Role.Family)]));
        draft.Take("staff", MixedMeeting.Worker, new(1, [Note("staff", TestCircles.Professionals)]));
        draft.Take("phone", MixedMeeting.Mum, new(1, [Note("all"), new RemoveNote(Scale)]));

        Assert.Equal(["staff", "phone"], draft.Seen().Answers.Select(a => a.Replica));
        Assert.Equal((before.StreamOf(MixedMeeting.Worker) + 2, 1), Of(draft.Seen().Answers[0]));
        Assert.Equal((before.StreamOf(MixedMeeting.Mum) + 2, 1), Of(draft.Seen().Answers[1]));
        Assert.Equal("unknown-note", Assert.Single(draft.Seen().Answers[1].Answer.Refused).Code);
        Assert.Equal(draft.Finish().Ledger.Replicas["phone"].Answer, draft.Seen().Answers[1].Answer);

        static (long First, int Count) Of(ReplicaAnswer answer) => (answer.Answer.First, answer.Answer.Count);
    }

    [Fact]
    public void V4_whoever_follows_a_commit_sees_of_it_what_was_seen_where_it_was_made()
    {
        Sealed();
        var before = _ledger;
        var (commit, _, seen) = Sent((MixedMeeting.Mum, [Placed(4), Note("all")]), (MixedMeeting.Worker, [Note("staff", TestCircles.Professionals)]));
        var (followed, there) = before.Follow(commit, _ledger.Hash);
        var alone = SeenCommit.Of(before, commit);
        foreach (var other in new[] { there, alone })
        {
            foreach (var (person, _) in MixedMeeting.People)
                Assert.Equal(Changes(seen.For(person, _ledger.Board.SetOf(person))), Changes(other.For(person, _ledger.Board.SetOf(person))));
            Assert.Equal(seen.Answers.Select(a => a.Replica), other.Answers.Select(a => a.Replica));
        }

        Assert.Equal(_ledger.Views.Numbers.ToStored().Own.AsEnumerable(), followed.Views.Numbers.ToStored().Own);
    }

    [Fact]
    public void V3_the_numbers_of_the_streams_are_kept_with_a_snapshot_and_in_one_order()
    {
        Sealed();
        foreach (var person in new[] { MixedMeeting.Worker, MixedMeeting.Mum, MixedMeeting.Dad })
        {
            for (var value = 1; value < 4; value++) Sent((person, [Placed(value)]));
        }

        var numbers = _ledger.Views.Numbers;
        var stored = numbers.ToStored();
        Assert.Equal(3, stored.Own.Length);
        Assert.Equal(stored.Own.OrderBy(o => o.Participant, StringComparer.Ordinal), stored.Own);
        Assert.Equal([2, 2, 2], stored.Own.Select(o => o.Count));
        var reopened = Ledger.From(_ledger.ToSnapshot());
        foreach (var (person, _) in MixedMeeting.People) Assert.Equal(_ledger.StreamOf(person), reopened.StreamOf(person));
        Assert.Equal((numbers.Common(TestCircles.Family), numbers.Common(TestCircles.Staff)), (reopened.Views.Numbers.Common(TestCircles.Family), reopened.Views.Numbers.Common(TestCircles.Staff)));
        Assert.NotEqual(numbers.Of(MixedMeeting.Mum, TestCircles.Family), numbers.Of("", TestCircles.Family));
    }

    [Fact]
    public void V4_what_a_set_of_circles_sees_is_kept_up_change_by_change()
    {
        Sealed();
        Sent((MixedMeeting.Worker, [Note("staff", TestCircles.Professionals), Placed(3)]), (MixedMeeting.Mum, [Note("all")]));
        foreach (var set in new[] { TestCircles.Family, TestCircles.Staff })
            Assert.Equal(_ledger.Board.SeenBy(new("", set)).Json(), _ledger.Views.For(set).Json());
        Assert.NotEqual(_ledger.Views.For(TestCircles.Family).Json(), _ledger.Views.For(TestCircles.Staff).Json());
    }

    private static AddNote Note(string name, string circle = TestCircles.Everyone) =>
        new(SeededIds.Named(name), new(Column.Worries), "Words", Circle: circle);

    private static PlaceJudgement Placed(int value) => new(Scale, value, "", "");

    private static IEnumerable<Change> Changes(ImmutableArray<StreamBatch> batches) => batches.SelectMany(b => b.Changes);

    private void Sealed() => Sent((MixedMeeting.Chair, [new AddScale(Scale, new("How safe?", "Ten", "Nought")), new SealScale(Scale)]));

    /// <summary>One commit of these batches, each from its author's one page; all of it is accepted.</summary>
    private (Commit Commit, Raised Raised, SeenCommit Seen) Sent(params (string By, Change[] Changes)[] batches)
    {
        var (before, draft) = (_ledger, new CommitDraft(_ledger, SampleBoards.Noon));
        foreach (var (by, changes) in batches)
        {
            var n = _batches[by] = _batches.GetValueOrDefault(by) + 1;
            Assert.Empty(draft.Take("page of " + by, by, new(n, [.. changes])).Answer!.Refused);
        }

        (var commit, _ledger) = draft.Finish();
        var (was, now) = (before.Views.Numbers, _ledger.Views.Numbers);
        return (commit, new(now.Common(TestCircles.Family) - was.Common(TestCircles.Family), now.Common(TestCircles.Staff) - was.Common(TestCircles.Staff)), draft.Seen());
    }

    /// <summary>By how much the numbers of what the circles have in common have grown.</summary>
    private sealed record Raised(long Everyone, long Professionals);
}

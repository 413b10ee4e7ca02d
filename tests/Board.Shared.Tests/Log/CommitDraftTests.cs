using System.Collections.Immutable;
using System.Text.Json;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Tests.Visibility;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>What the next commit takes in, and how much of it.</summary>
public sealed class CommitDraftTests
{
    private const string Phone = "phone";
    private const string Laptop = "laptop";

    /// <summary>What a commit takes beside its batches, as a draft counts it.</summary>
    private const int Frame = 512;

    private readonly Ledger _ledger = new MixedMeeting().Ledger;

    [Fact]
    public void O1_O5_a_commit_follows_the_one_before_it_and_a_draft_without_a_batch_makes_none()
    {
        var draft = Draft();
        Assert.True(draft.IsEmpty);
        Assert.Throws<InvalidOperationException>(() => draft.Finish());
        Assert.True(draft.Take(Phone, MixedMeeting.Mum, new(1, [Note(1), Note(2)])).IsNew);
        Assert.False(draft.IsEmpty);
        Assert.Equal(_ledger.Sequence + 2, draft.Ledger.Sequence);

        var (commit, after) = draft.Finish();
        Assert.Equal(
            (Commit.Version, _ledger.Board.Id, _ledger.Number + 1, _ledger.Sequence + 1, SampleBoards.Noon, _ledger.Hash),
            (commit.V, commit.Board, commit.Number, commit.First, commit.At, commit.Previous));
        Assert.Equal((commit.Number, commit.Last, CommitHash.Of(commit)), (after.Number, after.Sequence, after.Hash));
    }

    [Fact]
    public void I3_a_batch_that_is_refused_unseen_leaves_its_answer_and_nothing_else()
    {
        var draft = Draft();
        var outcome = draft.Take(Phone, MixedMeeting.Mum, new(1, [Note(1), Note(2)]), Refusal.TooLong(7));
        Assert.Equal([new(0, "too-long", Refusal.TooLong(7).Args), new(1, "too-long", Refusal.TooLong(7).Args)], outcome.Answer!.Refused);
        Assert.Equal((true, 0), (outcome.IsNew, outcome.Answer.Count));
        var (commit, after) = draft.Finish();
        Assert.Empty(Assert.Single(commit.Batches).Changes);
        Assert.Equal(_ledger.Board.Notes, after.Board.Notes);
        Assert.Equal(_ledger.Sequence, after.Sequence);
    }

    [Fact]
    public void What_the_server_does_is_done_whole_or_not_at_all()
    {
        var draft = Draft();
        Assert.Equal("unknown-note", draft.TakeOwn(MixedMeeting.Chair, [Note(1), new RemoveNote("nothing")])?.Code);
        Assert.True(draft.IsEmpty);
        Assert.Null(draft.Ledger.Board.Note(Id(1)));

        Assert.Null(draft.TakeOwn(MixedMeeting.Chair, [Note(1), new RemoveNote(Id(1))]));
        var batch = Assert.Single(draft.Finish().Commit.Batches);
        Assert.Equal((MixedMeeting.Chair, "", 0L, 2, 0), (batch.By, batch.Replica, batch.N, batch.Changes.Length, batch.Refused.Length));
        Assert.Empty(draft.Seen().Answers);
        Assert.DoesNotContain("", draft.Ledger.Replicas.Keys);
    }

    [Fact]
    public void B5_what_no_commit_can_hold_is_refused_all_of_it()
    {
        var draft = Draft();
        ImmutableArray<Change> tooMuch = [.. Enumerable.Range(0, 400).Select(i => Note(i))];
        Assert.Equal(Refusal.TooLarge, draft.TakeOwn(MixedMeeting.Chair, tooMuch));
        Assert.Equal((true, false), (draft.IsEmpty, draft.IsFull));

        var outcome = draft.Take(Phone, MixedMeeting.Mum, new(1, tooMuch));
        Assert.True(outcome.IsNew);
        Assert.Equal(400, outcome.Answer!.Refused.Count(r => r.Code == "too-large"));
        Assert.Empty(draft.Ledger.Board.Notes);
        Assert.True(draft.Take(Phone, MixedMeeting.Mum, new(2, [Note(1)])).IsNew);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void B5_a_draft_is_full_when_a_batch_would_take_it_past_the_bound(int over, bool isFull)
    {
        var draft = Draft();
        var bytes = Frame;
        for (var n = 1; n <= 3; n++)
        {
            Change[] changes = [.. Enumerable.Range(n * 100, 90).Select(i => Note(i))];
            bytes += Size(n, changes);
            Assert.True(draft.Take(Phone, MixedMeeting.Mum, new(n, [.. changes])).IsNew);
        }

        Change[] last = [.. Enumerable.Range(0, (Bounds.CommitBytes - bytes) / 4_300).Select(i => Note(i))];
        while (bytes + Size(4, last) < Bounds.CommitBytes + over)
        {
            var room = Bounds.CommitBytes + over - bytes - Size(4, [.. last, Note(last.Length, 0)]);
            last = [.. last, Note(last.Length, room > 2 * Bounds.NoteText ? Bounds.NoteText : room > Bounds.NoteText ? room / 2 : room)];
        }

        Assert.Equal(Bounds.CommitBytes + over, bytes + Size(4, last));
        var outcome = draft.Take(Phone, MixedMeeting.Mum, new(4, [.. last]));
        Assert.Equal((isFull, !isFull), (draft.IsFull, outcome.IsNew));
        Assert.Equal(isFull ? 3 : 4, draft.Finish().Commit.Batches.Length);
    }

    [Fact]
    public void B5_the_answer_that_is_asked_about_is_counted_with_all_that_is_kept_of_it()
    {
        var asked = 0;
        Draft().Take(Phone, MixedMeeting.Mum, new(1, [new RemoveNote("nothing")]), mayLeave: bytes => (asked = bytes) > 0);
        CommittedBatch kept = new(MixedMeeting.Mum, Phone, 1, [], [new(0, "unknown-note")]);
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(kept, LogJson.Default.CommittedBatch).Length + 1, asked);
    }

    [Fact]
    public void V5_an_id_that_names_what_its_finder_does_not_see_is_taken()
    {
        var draft = Draft();
        draft.Take(Laptop, MixedMeeting.Worker, new(1, [new AddNote(Id(1), new(Column.Worries), "Words", Circle: TestCircles.Professionals)]));
        var outcome = draft.Take(Phone, MixedMeeting.Mum, new(1, [Note(1), Note(2)]));
        Assert.Equal([new(0, "id-taken")], outcome.Answer!.Refused);
        Assert.Equal(1, outcome.Answer.Count);
    }

    [Fact]
    public void I1_a_page_counts_once_however_often_it_writes()
    {
        var draft = Draft();
        for (var n = 1; n <= 3; n++) Assert.True(Waved(draft, Phone, n).IsNew);
        for (var i = 1; i < Bounds.ReplicasPerPerson; i++) Assert.True(Waved(draft, "page " + i, 1).IsNew);
        Assert.Equal(Disorder.TooManyReplicas, Waved(draft, "one more", 1).Disorder);
        Assert.True(Waved(draft, Phone, 4).IsNew);
        Assert.True(draft.Take(Laptop, MixedMeeting.Dad, new(1, [new RemoveNote("nothing")])).IsNew);

        var (commit, after) = draft.Finish();
        var replayed = _ledger.Replay(commit, after.Hash);
        Assert.Equal(Disorder.TooManyReplicas, Waved(new(replayed, SampleBoards.Noon), "one more", 1).Disorder);
        Assert.Equal(after.Replicas.Count, replayed.Replicas.Count);
    }

    [Fact]
    public void A_batch_in_disorder_is_not_called_too_soon()
    {
        var draft = Draft();
        Assert.False(Waved(draft, Phone, 2).IsTooSoon);
        Assert.False(Waved(draft, Phone, 1).IsTooSoon);
        Assert.Equal(
            ["not-your-replica", "stale-batch", "future-batch", "no-more-pages"],
            new[] { Disorder.NotYourReplica, Disorder.StaleBatch, Disorder.FutureBatch, Disorder.TooManyReplicas }.Select(d => d.Code));
    }

    private static string Id(int i) => SeededIds.Named($"note {i}");

    private static AddNote Note(int i, int length = Bounds.NoteText) => new(Id(i), new(Column.Worries), new string('x', length));

    /// <summary>Of a batch that is accepted as it is.</summary>
    private static int Size(long n, Change[] changes) =>
        JsonSerializer.SerializeToUtf8Bytes(new CommittedBatch(MixedMeeting.Mum, Phone, n, [.. changes], []), LogJson.Default.CommittedBatch).Length + 1;

    private static BatchOutcome Waved(CommitDraft draft, string page, long n) => draft.Take(page, MixedMeeting.Mum, new(n, [new RemoveNote("nothing")]));

    private CommitDraft Draft() => new(_ledger, SampleBoards.Noon);
}

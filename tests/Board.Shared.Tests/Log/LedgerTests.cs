using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Tests.Changes;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>What a batch does, and does once.</summary>
public sealed class LedgerTests
{
    private static readonly string Mum = SeededIds.Named("Mum");
    private static readonly string Nan = SeededIds.Named("Nan");
    private static readonly string Phone = SeededIds.Named("phone");
    private static readonly string Laptop = SeededIds.Named("laptop");
    private static readonly string Note = SeededIds.Named("note");
    private static readonly string JointStatement = SampleBoards.Template.Columns[0].Categories.First(c => c.Kind == NoteKind.DangerStatement).Id;
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private readonly List<Commit> _log = [];

    [Fact]
    public void I1_a_batch_that_comes_twice_takes_effect_once_and_gets_its_first_answer()
    {
        var ledger = Started();
        var batch = Batch(1, new AddNote(Note, new(Column.Worries), "Words"), new RemoveNote(Laptop));
        (ledger, var first) = Take(ledger, Phone, Mum, batch);
        var (same, second) = Take(ledger, Phone, Mum, batch);

        Assert.Equal(1, first.Answer!.Count);
        Assert.Equal("unknown-note", Assert.Single(first.Answer.Refused).Code);
        Assert.False(second.IsNew);
        Assert.Equal(first.Answer, second.Answer);
        Assert.Same(ledger, same);
    }

    [Fact]
    public void I1_a_batch_that_was_refused_altogether_is_answered_the_same_after_a_restart()
    {
        var ledger = Started();
        var batch = Batch(1, new RestoreNote(Note));
        (ledger, var first) = Take(ledger, Phone, Mum, batch);
        (ledger, _) = Take(ledger, Laptop, Nan, Batch(1, new AddNote(Note, new(Column.Worries), "Words"), new RemoveNote(Note)));
        Assert.Equal("unknown-note", Assert.Single(first.Answer!.Refused).Code);

        var restarted = Replayed(ledger.Board.Id);
        var (_, again) = Take(restarted, Phone, Mum, batch);

        Assert.False(again.IsNew);
        Assert.Equal(first.Answer.N, again.Answer!.N);
        Assert.Equal(first.Answer.Refused, again.Answer.Refused);
    }

    [Fact]
    public void B5_a_commit_is_never_larger_than_its_bound_whatever_it_is_made_of() =>
        Gen.Select(LogGens.Words, Gen.Int[1, 400], Gen.Int[0, Bounds.BatchChanges]).Sample(
            (words, times, refusals) =>
            {
                var text = string.Concat(Enumerable.Repeat(words + "x", times));
                var draft = new CommitDraft(Started(), Noon);
                for (var n = 1; !draft.IsFull && n < 40; n++)
                {
                    Change[] notes = [.. Enumerable.Range(0, 50).Select(i => new AddNote(SeededIds.Named($"{n} {i}"), new(Column.Worries), text.Length > Bounds.NoteText ? text[..Bounds.NoteText] : text))];
                    Change[] refused = [.. Enumerable.Range(0, refusals).Select(_ => new RestoreNote(Laptop))];
                    draft.Take(Phone, Mum, Batch(n, [.. notes, .. refused]));
                }

                Assert.InRange(CanonicalJson.Bytes(draft.Finish().Commit, LogJson.Default.Commit).Length, 1, Bounds.CommitBytes);
            },
            iter: Tier.Cases(40));

    [Fact]
    public void B5_a_draft_that_is_full_takes_nothing_more_and_the_next_one_takes_it()
    {
        var ledger = Started();
        var draft = new CommitDraft(ledger, Noon);
        var n = 0;
        BatchOutcome outcome;
        do
        {
            n++;
            outcome = draft.Take(Phone, Mum, Batch(n, [.. Enumerable.Range(0, 90).Select(i => new AddNote(SeededIds.Named($"{n} {i}"), new(Column.Worries), new string('x', Bounds.NoteText)))]));
        }
        while (outcome.IsNew);

        Assert.True(draft.IsFull);
        Assert.Equal((null, null), (outcome.Answer, outcome.Disorder));
        Assert.Null(draft.TakeOwn(Nan, [new LeaveBoard()]));
        (var commit, ledger) = draft.Finish();
        Assert.Equal(n - 1, commit.Batches.Length);
        Assert.Null(ledger.Board.Participant(Nan)!.LeftAt);
        Assert.True(Take(ledger, Phone, Mum, Batch(n, new RestoreNote(Laptop))).Outcome.IsNew);
    }

    [Fact]
    public void C9_a_change_is_applied_and_projected_once_for_each_set_of_circles_on_its_whole_way_to_the_pages()
    {
        var ledger = Started();
        (ledger, _) = Take(ledger, Phone, Mum, Batch(1, new AddNote(Note, new(Column.Worries), "Words")));
        var sets = ledger.Views.Numbers.Sets.Keys.ToList();

        var here = Wave.Counts.Value = new();
        var draft = new CommitDraft(ledger, Noon);
        Assert.Empty(draft.Take(Phone, Mum, Batch(2, new Wave(Note))).Answer!.Refused);
        var (commit, after) = draft.Finish();
        var seen = draft.Seen();
        Assert.Equal(sets.Count, here.Projected);
        Assert.InRange(here.Applied, 1, sets.Count + 1);

        var there = Wave.Counts.Value = new();
        var (followed, seenThere) = ledger.Follow(commit, after.Hash);
        Assert.Equal((here.Applied, here.Projected), (there.Applied, there.Projected));
        Wave.Counts.Value = null;

        Assert.Equal(after.Board.Json(), followed.Board.Json());
        foreach (var set in sets)
        {
            Assert.Equal(new Wave(Note), Assert.Single(Assert.Single(seen.For(set)).Changes));
            Assert.Equal(new Wave(Note), Assert.Single(Assert.Single(seenThere.For(set)).Changes));
        }

        Assert.Equal(seen.Answers.AsEnumerable(), seenThere.Answers);
    }

    [Fact]
    public void I1_batches_out_of_order_and_of_other_peoples_replicas_are_not_taken()
    {
        var ledger = Started();
        (ledger, _) = Take(ledger, Phone, Mum, Batch(1, new AddNote(Note, new(Column.Worries), "Words")));
        (ledger, _) = Take(ledger, Phone, Mum, Batch(2, new RemoveNote(Note)));

        Assert.Equal(Disorder.StaleBatch, Take(ledger, Phone, Mum, Batch(1, new RestoreNote(Note))).Outcome.Disorder);
        Assert.Equal(Disorder.FutureBatch, Take(ledger, Phone, Mum, Batch(4, new RestoreNote(Note))).Outcome.Disorder);
        Assert.Equal(Disorder.FutureBatch, Take(ledger, Laptop, Nan, Batch(2, new RestoreNote(Note))).Outcome.Disorder);
        Assert.Equal(Disorder.FutureBatch, Take(ledger, Laptop, Nan, Batch(0, new RestoreNote(Note))).Outcome.Disorder);
        Assert.Equal(Disorder.NotYourReplica, Take(ledger, Phone, Nan, Batch(3, new RestoreNote(Note))).Outcome.Disorder);
        Assert.True(ledger.Board.Notes[Note].IsRemoved);
    }

    [Fact]
    public void O4_what_only_the_server_does_is_refused_from_a_client()
    {
        var ledger = Started();
        var (after, outcome) = Take(ledger, Phone, Mum, Batch(1, new JoinBoard("Somebody", "else", Role.Chair), SampleBoards.Start));
        Assert.Equal(["server-only", "server-only"], outcome.Answer!.Refused.Select(r => r.Code));
        Assert.Equal(ledger.Board.Participants, after.Board.Participants);
    }

    [Fact]
    public void R2_an_edit_on_an_old_text_is_carried_onto_the_newest()
    {
        var ledger = WithNote("Dad rang.");
        (ledger, _) = Take(ledger, Laptop, Nan, Batch(1, new EditText(Note, 0, TextEdit.Between("Dad rang.", "On Friday Dad rang."))));
        (ledger, var outcome) = Take(ledger, Phone, Mum, Batch(2,
            new EditText(Note, 0, TextEdit.Between("Dad rang.", "Dad rang twice.")),
            new EditText(Note, 0, TextEdit.Between("Dad rang twice.", "Dad rang us twice."))));

        Assert.Empty(outcome.Answer!.Refused);
        Assert.Equal("On Friday Dad rang us twice.", ledger.Board.Notes[Note].Text);
        Assert.Equal(3, ledger.Board.Notes[Note].TextVersion);
    }

    [Fact]
    public void R2_at_one_place_what_was_committed_first_comes_first()
    {
        var ledger = WithNote("");
        (ledger, _) = Take(ledger, Laptop, Nan, Batch(1, new EditText(Note, 0, TextEdit.Between("", "first "))));
        (ledger, _) = Take(ledger, Phone, Mum, Batch(2, new EditText(Note, 0, TextEdit.Between("", "second"))));
        Assert.Equal("first second", ledger.Board.Notes[Note].Text);
    }

    [Fact]
    public void R2_edits_that_stand_on_a_refused_one_fall_with_it()
    {
        var ledger = WithNote("Dad rang.");
        var (after, outcome) = Take(ledger, Phone, Mum, Batch(2,
            new EditText(Note, 0, TextEdit.Replace(9, 0, 0, new string('x', Bounds.NoteText))),
            new EditText(Note, 0, TextEdit.Identity(9)),
            new CategoriseNote(Note, "harm")));

        Assert.Equal(["too-long", "too-long"], outcome.Answer!.Refused.Select(r => r.Code));
        Assert.Equal("Dad rang.", after.Board.Notes[Note].Text);
        Assert.Equal("harm", after.Board.Notes[Note].Category);
    }

    [Fact]
    public void R2_an_edit_is_carried_over_one_edit_after_the_other_as_replicas_do()
    {
        // "b" typed before "x" and "x" deleted: composed, nobody could tell on which side of "x" the "b" was typed.
        var ledger = WithNote("x");
        (ledger, _) = Take(ledger, Laptop, Nan, Batch(1, new EditText(Note, 0, TextEdit.Between("x", "xb"))));
        (ledger, _) = Take(ledger, Laptop, Nan, Batch(2, new EditText(Note, 1, TextEdit.Between("xb", "b"))));

        (ledger, _) = Take(ledger, Phone, Mum, Batch(2, new EditText(Note, 0, TextEdit.Replace(1, 0, 0, "a"))));

        Assert.Equal("ab", ledger.Board.Notes[Note].Text);
    }

    [Fact]
    public void B5_a_batch_that_would_cost_too_much_to_carry_is_refused()
    {
        var ledger = WithNote("x");
        for (var n = 1; n <= 300; n++)
            (ledger, _) = Take(ledger, Laptop, Nan, Batch(n, new EditText(Note, n - 1, TextEdit.Replace(n, n, 0, "y"))));
        var late = Enumerable.Range(0, 100).Select(i => new EditText(Note, 0, TextEdit.Replace(i + 1, 0, 0, "z"))).ToArray<Change>();

        var (after, outcome) = Take(ledger, Phone, Mum, Batch(2, late));

        Assert.Equal(66, outcome.Answer!.Count);
        Assert.All(outcome.Answer.Refused, r => Assert.Equal("too-far-behind", r.Code));
        Assert.Equal(new string('z', 66) + "x" + new string('y', 300), after.Board.Notes[Note].Text);
    }

    [Theory]
    [InlineData(1, 9, "future-version")]
    [InlineData(-1, 9, "edit-does-not-fit")]
    [InlineData(int.MaxValue, 9, "future-version")]
    [InlineData(0, 8, "edit-does-not-fit")]
    public void R2_an_edit_on_a_text_that_never_was_is_refused(int version, int length, string code)
    {
        var ledger = WithNote("Dad rang.");
        var (after, outcome) = Take(ledger, Phone, Mum, Batch(2, new EditText(Note, version, TextEdit.Identity(length))));
        Assert.Equal(code, Assert.Single(outcome.Answer!.Refused).Code);
        Assert.Equal(0, after.Board.Notes[Note].TextVersion);
    }

    [Fact]
    public void R2_a_ledger_from_a_snapshot_says_when_it_needs_the_edits_from_before_it()
    {
        var ledger = WithNote("Dad rang.");
        (ledger, _) = Take(ledger, Laptop, Nan, Batch(1, new EditText(Note, 0, TextEdit.Between("Dad rang.", "On Friday Dad rang."))));
        var late = Batch(2, new EditText(Note, 0, TextEdit.Between("Dad rang.", "Dad rang twice.")));

        var reopened = Ledger.From(ledger.ToSnapshot());
        Assert.True(reopened.NeedsHistory(late, Mum));
        Assert.False(reopened.NeedsHistory(Batch(2, new EditText(Note, 1, TextEdit.Identity(19))), Mum));
        Assert.False(reopened.NeedsHistory(Batch(2, new EditText(Note, 7, TextEdit.Identity(19))), Mum));

        var (after, _) = Take(reopened.WithHistoryOf(_log), Phone, Mum, late);
        Assert.Equal("On Friday Dad rang twice.", after.Board.Notes[Note].Text);
    }

    [Fact]
    public void O3_a_snapshot_and_the_rest_of_the_log_make_the_same_ledger_as_the_whole_log()
    {
        var ledger = WithNote("Dad rang.");
        var snapshot = ledger.ToSnapshot();
        (ledger, _) = Take(ledger, Phone, Mum, Batch(2, new EditText(Note, 0, TextEdit.Between("Dad rang.", "Dad rang twice."))));

        var fromSnapshot = Ledger.From(snapshot);
        foreach (var commit in _log.Where(c => c.Number > snapshot.Number)) fromSnapshot = fromSnapshot.Replay(commit, CommitHash.Of(commit));
        var fromLog = Replayed(ledger.Board.Id);

        foreach (var other in new[] { fromSnapshot, fromLog })
        {
            Assert.Equal(ledger.Board.Json(), other.Board.Json());
            Assert.Equal((ledger.Number, ledger.Sequence, ledger.Hash), (other.Number, other.Sequence, other.Hash));
        }
    }

    [Fact]
    public void O1_O5_a_commit_that_does_not_follow_is_not_replayed()
    {
        var ledger = WithNote("Dad rang.");
        var last = _log[^1];
        foreach (var wrong in new[]
        {
            last with { Number = last.Number + 1 },
            last with { First = last.First + 1 },
            last with { Previous = Commit.NoPrevious },
            last with { Board = Note },
        })
        {
            var before = Replayed(ledger.Board.Id, until: last.Number - 1);
            Assert.Throws<InvalidOperationException>(() => before.Replay(wrong, CommitHash.Of(wrong)));
        }
    }

    private Ledger Started()
    {
        var draft = new CommitDraft(Ledger.Empty(SeededIds.Named("board")), Noon);
        Assert.Null(draft.TakeOwn(Mum, SampleBoards.StartAndJoin("Mum")));
        Assert.Null(draft.TakeOwn(Nan, [new JoinBoard("Nan", "made up", Role.Family)]));
        return Finished(draft);
    }

    private Ledger WithNote(string text)
    {
        var draft = new CommitDraft(Started(), Noon);
        var add = new AddNote(Note, new(Column.Worries), text.Length > 0 ? text : "x", JointStatement);
        draft.Take(Phone, Mum, Batch(1, add));
        var ledger = Finished(draft);
        if (text.Length > 0) return ledger;
        var empty = ledger.Board with { Notes = ledger.Board.Notes.SetItem(Note, ledger.Board.Notes[Note] with { Text = "" }) };
        return ledger with { Board = empty, Views = Views.Of(empty, ledger.Views.Numbers) };
    }

    private (Ledger Ledger, BatchOutcome Outcome) Take(Ledger ledger, string replica, string by, Batch batch)
    {
        var draft = new CommitDraft(ledger, Noon);
        var outcome = draft.Take(replica, by, batch);
        return (draft.IsEmpty ? ledger : Finished(draft), outcome);
    }

    private Ledger Finished(CommitDraft draft)
    {
        var (commit, ledger) = draft.Finish();
        _log.Add(commit);
        return ledger;
    }

    private Ledger Replayed(string board, long until = long.MaxValue)
    {
        var ledger = Ledger.Empty(board);
        foreach (var commit in _log.TakeWhile(c => c.Number <= until)) ledger = ledger.Replay(commit, CommitHash.Of(commit));
        return ledger;
    }

    private static Batch Batch(long n, params Change[] changes) => new(n, [.. changes]);
}

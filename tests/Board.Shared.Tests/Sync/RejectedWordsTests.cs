using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;
using static MappingBoard.Shared.Tests.Sync.OnePage;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>R5: which words are kept as one, which beside each other, and until when.</summary>
public sealed class RejectedWordsTests
{
    private static readonly EditText Tried = new(ANote, 0, TextEdit.Identity(0));
    private static readonly EditText TriedInOther = new(Other, 0, TextEdit.Identity(0));

    [Fact]
    public void R5_words_that_are_tried_again_take_the_place_of_the_older()
    {
        var replica = With("").Keep(Tried, Refusal.NoteRemoved, "He").Keep(TriedInOther, Refusal.NoteRemoved, "She");
        var key = replica.Kept[0].Key;
        replica = replica.Keep(Tried, Refusal.NoteRemoved, "He rang.").Keep(TriedInOther, Refusal.NoteRemoved, "She rang.");
        Assert.Equal(["He rang.", "She rang."], replica.Kept.Select(k => k.Words));
        Assert.Equal(key, replica.Kept[0].Key);
    }

    [Fact]
    public void R5_words_that_could_not_be_proposed_stand_beside_those_that_the_server_refused()
    {
        var replica = With("").Types(ANote, "He").Sends().IsRefused(Refusal.NoteRemoved);
        replica = replica.Keep(Tried, Refusal.NoteRemoved, "He rang.");
        Assert.Equal(["He", "He rang."], replica.Kept.Select(k => k.Words));
    }

    [Fact]
    public void R5_words_are_kept_with_what_their_note_said_when_they_were_written()
    {
        var replica = With("As it is.");
        Assert.Equal("As it was.", replica.Keep(Tried, Refusal.NoteRemoved, "He", "As it was.").Kept[0].On);
        Assert.Equal("As it is.", replica.Keep(Tried, Refusal.NoteRemoved, "He").Kept[0].On);
        Assert.Null(replica.Keep(new AddNote(ANote, new(Column.Worries), "He"), Refusal.Blank, "He").Kept[0].On);
    }

    [Fact]
    public void R5_what_is_typed_on_and_let_go_of_are_those_words_and_no_others()
    {
        var replica = With("").Keep(Tried, Refusal.NoteRemoved, "He").Keep(TriedInOther, Refusal.NoteRemoved, "She");
        replica = replica.Rewrite(replica.Kept[1].Key, "She rang.");
        Assert.Equal(["He", "She rang."], replica.Kept.Select(k => k.Words));
        Assert.Equal("She rang.", Assert.Single(replica.LetGo(replica.Kept[0].Key).Kept).Words);
    }

    [Fact]
    public void R5_whatever_is_kept_has_a_key_of_its_own()
    {
        var replica = With("").Keep(Tried, Refusal.NoteRemoved, "He");
        replica = replica.Does(new AddNote(SeededIds.Named("a"), new(Column.Worries), "One.")).Sends().IsRefused(Refusal.TooManyNotes);
        replica = replica.Keep(TriedInOther, Refusal.NoteRemoved, "She");
        replica = replica.Does(new AddNote(SeededIds.Named("b"), new(Column.Worries), "Two.")).Sends().IsRefused(Refusal.TooManyNotes);
        Assert.Equal(["He", "One.", "She", "Two."], replica.Kept.Select(k => k.Words));
        Assert.Equal(4, replica.Kept.Select(k => k.Key).Distinct().Count());
    }

    [Fact]
    public void R5_edits_of_two_notes_in_one_batch_are_kept_each()
    {
        var replica = With("", "").Types(ANote, "He").Types(Other, "She").Sends().IsRefused(Refusal.Held);
        Assert.Equal(["He", "She"], replica.Kept.Select(k => k.Words));
    }

    [Fact]
    public void R5_two_edits_of_one_note_in_one_batch_are_kept_once()
    {
        var replica = With("").Types(ANote, "He").Hears(new RemoveNote(ANote)).Does(new RestoreNote(ANote)).Types(ANote, "He rang.").Sends();
        replica = replica.IsRefused(Refusal.NoteRemoved);
        Assert.Equal([typeof(EditText), typeof(RestoreNote)], replica.Kept.Select(k => k.Change.GetType()));
    }

    [Fact]
    public void R5_an_edit_on_its_way_is_part_of_what_was_typed_since_while_the_meeting_paused()
    {
        var replica = With("").Types(ANote, "He").Sends().Keep(Tried, Refusal.Held, "He rang.");
        Assert.Equal("He rang.", Assert.Single(replica.IsRefused(Refusal.Held).Kept).Words);
    }

    [Fact]
    public void R5_for_any_other_reason_the_two_stand_beside_each_other()
    {
        var replica = With("").Types(ANote, "He").Sends().Keep(Tried, Refusal.TooLong(4_000), "He rang.");
        Assert.Equal(["He rang.", "He"], replica.IsRefused(Refusal.Held).Kept.Select(k => k.Words));
    }

    [Fact]
    public void R5_what_two_batches_brought_is_kept_each()
    {
        var replica = With("").Types(ANote, "He").Sends().IsRefused(Refusal.Held);
        replica = replica.Types(ANote, "She").Sends().IsRefused(Refusal.Held);
        Assert.Equal(["He", "She"], replica.Kept.Select(k => k.Words));
    }

    [Fact]
    public void R5_a_refused_note_is_kept_where_its_author_put_it_last()
    {
        var added = SeededIds.Named("added");
        var replica = With("").Does(new AddNote(added, new(Column.Worries), "He rang.", "harm"));
        replica = replica.Does(new MoveNote(added, new(Column.Worries, Other))).Does(new CategoriseNote(added, "danger")).Sends().IsRefused(Refusal.Held);
        var kept = Assert.IsType<AddNote>(Assert.Single(replica.Kept).Change);
        Assert.Equal((new Place(Column.Worries, Other), "danger"), (kept.Place, kept.Category));
    }

    [Fact]
    public void R5_words_in_a_note_that_was_taken_off_are_kept_with_that_reason_and_in_their_lines()
    {
        var before = With("He came at night.").Types(ANote, "Dean came at night.").Types(ANote, "Dean came  at night.").Types(ANote, "Dean came  at night. Twice.");
        var kept = Assert.Single(before.KeepFrom(before, ANote, Refusal.NoteRemoved).Kept);
        Assert.Equal(("Dean\nTwice.", Refusal.NoteRemoved), (kept.Words, kept.Reason));
        Assert.Equal(Refusal.NoteGone, Assert.Single(before.KeepFrom(before, ANote).Kept).Reason);
    }

    public static TheoryData<Change, Refusal, bool> Reasons => new()
    {
        { new AddNote(ANote, new(Column.Worries), "He"), Refusal.NoteGone, true },
        { new AddNote(ANote, new(Column.Worries), "He"), Refusal.NoteRemoved, true },
        { new AddNote(ANote, new(Column.Worries), "He"), Refusal.Held, false },
        { Tried, Refusal.NoteRemoved, false },
        { Tried, Refusal.NoteGone, false },
    };

    [Theory]
    [MemberData(nameof(Reasons), DisableDiscoveryEnumeration = true)]
    public void R5_words_are_of_a_note_that_is_gone_when_they_became_one_of_their_own_for_that(Change change, Refusal reason, bool isGone) =>
        Assert.Equal(isGone, new RejectedWords(1, 0, change, reason, "He").IsGone);

    [Fact]
    public void R6_a_refusal_of_something_else_leaves_the_words_in_that_note_to_be_taken_back()
    {
        var replica = With("He rang.").Types(ANote, "He rang. Twice.").Sends().IsAccepted();
        replica = replica.Does(new CategoriseNote(ANote, "harm")).Sends().IsRefused(Refusal.Held);
        Assert.Equal(UndoOutcome.Overtaken, replica.Undo(Noon).Outcome);
        Assert.Equal("He rang.", replica.Undo(Noon).Next.Undo(Noon).Next.Text(ANote));
    }

    [Fact]
    public void R6_words_that_were_refused_cannot_be_taken_back()
    {
        var replica = With("He rang.").Types(ANote, "He rang. Twice.").Sends().IsRefused(Refusal.Held);
        Assert.False(replica.CanUndo);
    }
}

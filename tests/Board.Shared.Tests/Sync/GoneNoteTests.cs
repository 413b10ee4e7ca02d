using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>What becomes of somebody's words in a note that goes out of their sight (V1, R5).</summary>
public sealed class GoneNoteTests
{
    private static readonly string Mum = SeededIds.Named("Mum");
    private static readonly string Nan = SeededIds.Named("Nan");
    private static readonly string Note = SeededIds.Named("note");
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;

    [Fact]
    public void R5_own_words_that_are_on_their_way_are_kept_whole_and_once_and_nobody_elses_with_them()
    {
        var replica = Typed(WithNote("A secret."), "A secret. I am afr").Send().Next;
        replica = Typed(replica, "A secret. I am afraid");
        replica = Received(replica, new NoteHidden(Note, [Note], []));

        var kept = Assert.Single(replica.Kept);
        Assert.Equal(("I am afraid", Refusal.NoteGone.Code), (kept.Words, kept.Reason.Code));
        Assert.Empty(replica.Waiting);
        replica = replica.Receive(new Answered(new(1, 0, 0, [new(0, Refusal.UnknownNote.Code)])));
        Assert.Equal(kept, Assert.Single(replica.Kept));
        Assert.True(replica.IsSaved);
    }

    [Fact]
    public void R5_the_same_after_a_pause_of_the_line_whether_the_batches_come_or_the_whole_board()
    {
        var replica = Typed(WithNote("A secret."), "A secret. I am afraid");
        var missed = replica.Receive(new Welcome(Mum, 1, [new(Nan, Noon, [new NoteHidden(Note, [Note], [])])], [], Noon));
        var whole = replica.Receive(new Welcome(Mum, 1, [], [], Noon, BoardSnapshot.Of(SampleBoards.With("Mum", "Nan"))));
        Assert.Equal("I am afraid", Assert.Single(missed.Kept).Words);
        Assert.Equal("I am afraid", Assert.Single(whole.Kept).Words);
        Assert.Empty(missed.Waiting.AddRange(whole.Waiting));
    }

    [Fact]
    public void Own_words_in_several_places_are_told_apart_from_others()
    {
        var replica = Typed(WithNote("He came at night."), "Dean came at night.");
        replica = Received(replica, new EditText(Note, 0, TextEdit.Replace(17, 3, 4, "shouted")), Nan);
        replica = Typed(replica, replica.Shown.Notes[Note].Text + " Twice.");
        Assert.Equal("Dean shouted at night. Twice.", replica.Shown.Notes[Note].Text);
        Assert.Equal("Dean\nTwice.", replica.OwnWordsIn(Note));
        Assert.Equal("", WithNote("He came at night.").OwnWordsIn(Note));
    }

    [Fact]
    public void A_note_without_words_of_ones_own_goes_without_a_trace()
    {
        var replica = Received(WithNote("A secret."), new NoteHidden(Note, [Note], []));
        Assert.Empty(replica.Kept);
        Assert.Null(replica.Shown.Note(Note));
    }

    [Fact]
    public void R2_a_note_that_comes_back_with_other_words_is_edited_on_those()
    {
        var replica = Typed(WithNote("A secret."), "A secret. I am afraid").Send().Next;
        replica = Typed(replica, "A secret. I am afraid of him");
        replica = Received(replica, new NoteHidden(Note, [Note], []));
        var shown = WithNote("Another text, much longer than the first one was when it went.").Confirmed.Notes[Note];
        replica = Received(replica, new NoteShown(Note, [new(shown, new(Column.Worries))], []));
        replica = replica.Receive(new Answered(new(1, 0, 0, [new(0, Refusal.UnknownNote.Code)])));
        replica = Received(replica, new EditText(Note, 0, TextEdit.Replace(shown.Text.Length, 0, 7, "One")), Nan);
        Assert.StartsWith("One text", replica.Shown.Notes[Note].Text, StringComparison.Ordinal);
        Assert.Equal(UndoOutcome.Nothing, replica.Undo(Noon).Outcome);
    }

    private static Replica WithNote(string text) => Replica.New(
        SeededIds.Named("replica"),
        BoardSnapshot.Of(SampleBoards.With("Mum", "Nan").Apply(new AddNote(Note, new(Column.Worries), text, "danger"), new(Nan, Noon))),
        stream: 0,
        Mum);

    private static Replica Typed(Replica replica, string text) =>
        replica.Edit(Note, TextEdit.Between(replica.Shown.Notes[Note].Text, text), Noon).Next;

    private static Replica Received(Replica replica, Change change, string? by = null) =>
        replica.Receive(new Committed(replica.Stream + 1, [new(by ?? Nan, Noon, [change])]));
}

using MappingBoard.Shared.Changes.Notes;
using Xunit;
using static MappingBoard.Shared.Tests.Sync.OnePage;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>R6: what one page can take back, how much of it, and what others' edits do to it.</summary>
public sealed class UndoHistoryTests
{
    [Fact]
    public void R6_two_hundred_steps_can_be_taken_back()
    {
        var replica = With("");
        for (var i = 0; i < 203; i++) replica = replica.Does(new CategoriseNote(ANote, i % 2 == 0 ? "harm" : "danger"));
        var undone = 0;
        for (; replica.CanUndo; undone++) replica = replica.Undo(Noon).Next;
        Assert.Equal(200, undone);
        Assert.Equal("harm", replica.Shown.Notes[ANote].Category);
    }

    [Theory]
    [InlineData(1_499, "")]
    [InlineData(1_500, "He")]
    public void R6_a_pause_of_a_second_and_a_half_begins_another_step(int milliseconds, string undone)
    {
        var replica = With("").Types(ANote, "He").Types(ANote, "He rang.", Noon.AddMilliseconds(milliseconds));
        Assert.Equal(undone, replica.Undo(Noon).Next.Text(ANote));
    }

    [Fact]
    public void R6_others_edits_are_carried_into_what_is_done_and_what_is_undone_of_the_same_note()
    {
        var replica = With("one").Types(ANote, "one two").Types(ANote, "one two three", Noon.AddMinutes(1)).Undo(Noon).Next;
        replica = replica.Sends().IsAccepted().HearsThat(ANote, "zero one two");
        Assert.Equal("zero one", replica.Undo(Noon).Next.Text(ANote));
        Assert.Equal("zero one two three", replica.Redo(Noon).Next.Text(ANote));
    }

    [Fact]
    public void R6_what_was_done_again_can_be_taken_back_again()
    {
        var replica = With("one").Types(ANote, "one two").Undo(Noon).Next.Redo(Noon).Next;
        Assert.Equal((true, false), (replica.CanUndo, replica.CanRedo));
        Assert.Equal("one", replica.Undo(Noon).Next.Text(ANote));
    }

    [Fact]
    public void R6_others_edits_are_carried_into_what_is_undone_alone()
    {
        var replica = With("one").Types(ANote, "one two").Undo(Noon).Next.HearsThat(ANote, "zero one");
        Assert.Equal("zero one two", replica.Redo(Noon).Next.Text(ANote));
    }

    [Fact]
    public void R5_own_words_of_several_steps_are_found_together()
    {
        var replica = With("He came late.").Types(ANote, "Dean came late.").Types(ANote, "Dean came late. Twice.", Noon.AddMinutes(1));
        replica = replica.HearsThat(ANote, "He came home late.");
        Assert.Equal("Dean came home late. Twice.", replica.Text(ANote));
        Assert.Equal("Dean\nTwice.", replica.OwnWordsIn(ANote));
    }
}

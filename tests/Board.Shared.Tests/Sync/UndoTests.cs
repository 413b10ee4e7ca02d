using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>Undo takes back one's own changes, also when others edited in between.</summary>
public sealed class UndoTests
{
    private static readonly string Mum = SeededIds.Named("Mum");
    private static readonly string Nan = SeededIds.Named("Nan");
    private static readonly string Note = SeededIds.Named("note");
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;

    [Fact]
    public void Undoing_everything_leaves_the_board_as_it_was_and_redoing_brings_it_back() =>
        Gen.Select(Gen.Int, Gen.Int[1, 40]).Sample((seed, count) =>
        {
            var random = new Random(seed);
            var replica = Open(SampleBoards.With("Mum", "Nan"));
            for (var i = 0; i < 8; i++) replica = replica.Propose(AnyChange.OnTheMap(replica.Shown, random), Noon).Next;
            replica = Settled(replica);
            var start = replica.Shown.Readable();

            for (var i = 0; i < count; i++) replica = replica.Propose(AnyChange.OnTheMap(replica.Shown, random), Noon.AddMinutes(i)).Next;
            var end = replica.Shown.Readable();

            var states = new Stack<string>();
            while (replica.CanUndo)
            {
                states.Push(replica.Shown.Readable());
                replica = replica.Undo(Noon.AddHours(1)).Next;
            }

            Assert.Equal(start, replica.Shown.Readable());
            while (replica.CanRedo) replica = replica.Redo(Noon.AddHours(2)).Next;
            Assert.Equal(end, replica.Shown.Readable());
        }, iter: Tier.Cases(300));

    [Fact]
    public void Undo_takes_back_own_words_and_leaves_what_others_wrote_in_between()
    {
        var replica = WithNote("Nan has the children on Fridays.");
        replica = Typed(replica, "Nan has the children on Fridays and Sundays.");
        replica = Received(replica, Nan, new EditText(Note, 0, TextEdit.Replace(32, 0, 3, "Grandma")));
        Assert.Equal("Grandma has the children on Fridays and Sundays.", replica.Shown.Notes[Note].Text);

        var (undone, outcome, _) = replica.Undo(Noon);

        Assert.Equal(UndoOutcome.Undone, outcome);
        Assert.Equal("Grandma has the children on Fridays.", undone.Shown.Notes[Note].Text);
        Assert.Equal("Grandma has the children on Fridays and Sundays.", undone.Redo(Noon).Next.Shown.Notes[Note].Text);
    }

    [Fact]
    public void Undo_of_a_deletion_brings_the_words_back_where_they_were()
    {
        var replica = WithNote("Robin walked to school by herself.");
        replica = Typed(replica, "Robin walked to school.");
        replica = Received(replica, Nan, new EditText(Note, 0, TextEdit.Replace(34, 0, 0, "Today ")));

        Assert.Equal("Today Robin walked to school by herself.", replica.Undo(Noon).Next.Shown.Notes[Note].Text);
    }

    [Fact]
    public void Undo_leaves_a_value_that_somebody_else_has_changed_since()
    {
        var replica = WithNote("It was late.");
        replica = replica.Propose(new CategoriseNote(Note, "danger"), Noon).Next;
        replica = Received(Sent(replica), Nan, new CategoriseNote(Note, "complicating"));

        var settled = Received(replica, Mum, new CategoriseNote(Note, "danger"), answer: 1);
        settled = Received(settled, Nan, new CategoriseNote(Note, "complicating"));
        var (next, outcome, _) = settled.Undo(Noon);

        Assert.Equal(UndoOutcome.Overtaken, outcome);
        Assert.Equal("complicating", next.Shown.Notes[Note].Category);
    }

    [Fact]
    public void R4_undo_of_adding_a_note_keeps_it_when_somebody_has_written_in_it_since()
    {
        var replica = Open(SampleBoards.With("Mum", "Nan"));
        var add = new AddNote(Note, new(Column.Worries), "He shouted.");
        replica = Sent(replica.Propose(add, Noon).Next);
        replica = Received(replica, Mum, add, answer: 1);
        replica = Received(replica, Nan, new EditText(Note, 0, TextEdit.Replace(11, 10, 0, " twice")));

        var (next, outcome, _) = replica.Undo(Noon);

        Assert.Equal(UndoOutcome.Overtaken, outcome);
        Assert.False(next.Shown.Notes[Note].IsRemoved);
        Assert.Equal("He shouted twice.", next.Shown.Notes[Note].Text);
    }

    [Fact]
    public void Typing_without_a_pause_is_one_step_and_a_pause_begins_another()
    {
        var replica = WithNote("");
        replica = replica.Edit(Note, TextEdit.Between("", "a"), Noon).Next;
        replica = replica.Edit(Note, TextEdit.Between("a", "ab"), Noon.AddSeconds(1)).Next;
        replica = replica.Edit(Note, TextEdit.Between("ab", "abc"), Noon.AddSeconds(10)).Next;

        var once = replica.Undo(Noon).Next;
        Assert.Equal("ab", once.Shown.Notes[Note].Text);
        Assert.Equal("", once.Undo(Noon).Next.Shown.Notes[Note].Text);
    }

    [Fact]
    public void There_is_nothing_to_undo_on_a_page_that_did_nothing()
    {
        var replica = WithNote("Somebody else's.");
        Assert.False(replica.CanUndo);
        Assert.Equal(UndoOutcome.Nothing, replica.Undo(Noon).Outcome);
    }

    [Fact]
    public void A_text_step_that_was_passed_over_takes_the_steps_beneath_it_along()
    {
        var replica = WithNote("one");
        replica = replica.Edit(Note, TextEdit.Between("one", "one two"), Noon).Next;
        replica = replica.Edit(Note, TextEdit.Between("one two", "one two three"), Noon.AddMinutes(1)).Next;
        replica = Received(replica, Nan, new RemoveNote(Note));
        (replica, var outcome, _) = replica.Undo(Noon);
        Assert.Equal(UndoOutcome.Overtaken, outcome);

        replica = Received(replica, Nan, new RestoreNote(Note));
        replica = Received(replica, Nan, new EditText(Note, 0, TextEdit.Between("one", "zero one")));
        Assert.Equal("zero one two three", replica.Shown.Notes[Note].Text);
        Assert.Equal(UndoOutcome.Nothing, replica.Undo(Noon).Outcome);
    }

    private static Replica Open(Shared.Model.Board board) =>
        Replica.New(SeededIds.Named("replica"), BoardSnapshot.Of(board), stream: 0, Mum);

    private static Replica WithNote(string text) => Open(SampleBoards.With("Mum", "Nan")
        .Apply(new AddNote(Note, new(Column.Worries), text, "harm"), new(Nan, Noon)));

    private static Replica Typed(Replica replica, string text) =>
        replica.Edit(Note, TextEdit.Between(replica.Shown.Notes[Note].Text, text), Noon).Next;

    private static Replica Sent(Replica replica) => replica.Send().Next;

    private static Replica Received(Replica replica, string by, Change change, long? answer = null)
    {
        if (answer is { } n) replica = replica.Receive(new Answered(new(n, replica.Stream + 1, 1, [])));
        return replica.Receive(new Committed(replica.Stream + 1, [new(by, Noon, [change])]));
    }

    /// <summary>The same replica with all that it did confirmed, and its history left behind.</summary>
    private static Replica Settled(Replica replica) => Open(replica.Shown);
}

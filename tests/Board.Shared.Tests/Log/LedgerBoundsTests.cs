using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>What a board has in memory besides what is on it is bounded (B5).</summary>
public sealed class LedgerBoundsTests
{
    private static readonly string Mum = SeededIds.Named("Mum");
    private static readonly string Nan = SeededIds.Named("Nan");
    private static readonly string Phone = SeededIds.Named("phone");
    private static readonly string Laptop = SeededIds.Named("laptop");
    private static readonly string Note = SeededIds.Named("note");

    private long _phone;

    [Fact]
    public void B5_R2_of_the_edits_of_a_note_the_latest_are_kept_and_whoever_is_further_behind_keeps_their_words()
    {
        var ledger = WithNotes(1);
        for (var i = 0; i <= Bounds.HistoryEdits / Bounds.BatchChanges; i++) ledger = Edited(ledger, Id(0), "x", Bounds.BatchChanges);
        var versions = ledger.Board.Notes[Id(0)].TextVersion;
        Assert.True(versions > Bounds.HistoryEdits);

        // What is kept of it fits; what came before it is gone, also for whoever has read the whole log.
        foreach (var (behind, code) in new[] { (0, null), (100, null), (Bounds.HistoryEdits / 4, null), (versions - 1, "too-far-behind"), (versions, "too-far-behind") })
        {
            var late = new EditText(Id(0), versions - behind, TextEdit.Identity(ledger.Board.Notes[Id(0)].Text.Length));
            var (_, answer) = Take(ledger, Laptop, Nan, 1, late);
            Assert.Equal(code, answer.Answer!.Refused.SingleOrDefault()?.Code);
        }
    }

    [Fact]
    public void B5_the_edits_of_a_note_and_of_all_notes_together_take_no_more_memory_than_their_bounds()
    {
        const int notes = 45;
        var ledger = WithNotes(notes);
        var most = 0L;
        for (var i = 0; i < notes; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                ledger = Edited(ledger, Id(i), new string((char)('a' + j), Bounds.NoteText), 29);
                most = Math.Max(most, ledger.HistoryBytes);
            }
        }

        Assert.InRange(most, Bounds.HistoriesBytes / 2, Bounds.HistoriesBytes);

        // The latest edit of the latest note is there all the same.
        var note = ledger.Board.Notes[Id(notes - 1)];
        var (_, outcome) = Take(ledger, Laptop, Nan, 1, new EditText(note.Id, note.TextVersion - 1, TextEdit.Identity(note.Text.Length)));
        Assert.Empty(outcome.Answer!.Refused);
    }

    [Fact]
    public void B5_I1_a_person_writes_from_so_many_pages_and_each_of_them_keeps_its_answer()
    {
        var ledger = Started();
        var first = new AddNote(Id(0), new(Column.Worries), "Words");
        (ledger, var answer) = Take(ledger, Phone, Mum, 1, first);
        for (var i = 1; i < Bounds.ReplicasPerPerson; i++) (ledger, _) = Take(ledger, SeededIds.Named("page " + i), Mum, 1, new RemoveNote(Note));
        ledger = Ledger.From(ledger.ToSnapshot());

        var (same, refused) = Take(ledger, SeededIds.Named("one more"), Mum, 1, new RemoveNote(Note));
        Assert.Equal("no-more-pages", refused.Disorder?.Code);
        Assert.Same(ledger, same);
        Assert.Equal(answer.Answer!.N, Take(ledger, Phone, Mum, 1, first).Outcome.Answer!.N);
        Assert.True(Take(ledger, Phone, Mum, 2, new RemoveNote(Id(0))).Outcome.IsNew);
        Assert.True(Take(ledger, Laptop, Nan, 1, new RemoveNote(Id(0))).Outcome.IsNew);
    }

    [Fact]
    public void B5_I1_I3_a_refused_batch_for_which_there_is_no_room_is_not_taken_and_is_judged_when_it_comes_again()
    {
        var ledger = Started();
        var batch = new Batch(1, [new RemoveNote(Id(0))]);
        var draft = new CommitDraft(ledger, SampleBoards.Noon);
        var asked = new List<int>();
        var outcome = draft.Take(Phone, Mum, batch, mayLeave: bytes =>
        {
            asked.Add(bytes);
            return false;
        });
        Assert.True(outcome.IsTooSoon);
        Assert.Equal((null, false, null), (outcome.Answer, outcome.IsNew, outcome.Disorder));
        Assert.True(draft.IsEmpty);
        Assert.InRange(Assert.Single(asked), 50, 1_000);

        // Where something is accepted nobody asks, and the number was not used up.
        Assert.True(draft.Take(Phone, Mum, new(1, [new AddNote(Id(0), new(Column.Worries), "Words"), new RemoveNote(Note)]), mayLeave: _ => false).IsNew);
        Assert.True(draft.Take(Phone, Mum, new(2, [new RemoveNote(Note)]), mayLeave: _ => true).IsNew);
    }

    private static string Id(int i) => SeededIds.Named("note " + i);

    private static Ledger Started()
    {
        var draft = new CommitDraft(Ledger.Empty(SeededIds.Named("board")), SampleBoards.Noon);
        Assert.Null(draft.TakeOwn(Mum, SampleBoards.StartAndJoin("Mum")));
        Assert.Null(draft.TakeOwn(Nan, [new JoinBoard("Nan", "made up", Role.Professional)]));
        return draft.Finish().Ledger;
    }

    private Ledger WithNotes(int notes)
    {
        var category = SampleBoards.Template.Columns[0].Categories.First(c => c.Kind == NoteKind.DangerStatement).Id;
        return Take(Started(), Phone, Mum, ++_phone, [.. Enumerable.Range(0, notes).Select(i => new AddNote(Id(i), new(Column.Worries), "x", category))]).Ledger;
    }

    /// <summary>The whole text is written anew so many times, in one batch.</summary>
    private Ledger Edited(Ledger ledger, string note, string text, int times)
    {
        var changes = new List<Change>();
        var (version, length) = (ledger.Board.Notes[note].TextVersion, ledger.Board.Notes[note].Text.Length);
        for (var i = 0; i < times; i++)
        {
            changes.Add(new EditText(note, version, TextEdit.Replace(length, 0, length, text)));
            length = text.Length;
        }

        var (after, outcome) = Take(ledger, Phone, Mum, ++_phone, [.. changes]);
        Assert.Empty(outcome.Answer!.Refused);
        return after;
    }

    private static (Ledger Ledger, BatchOutcome Outcome) Take(Ledger ledger, string replica, string by, long n, params Change[] changes)
    {
        var draft = new CommitDraft(ledger, SampleBoards.Noon);
        var outcome = draft.Take(replica, by, new(n, [.. changes]));
        return (draft.IsEmpty ? ledger : draft.Finish().Ledger, outcome);
    }
}

using MappingBoard.Shared.Changes;

namespace MappingBoard.Shared.Sync;

public sealed partial record Replica
{
    /// <summary>
    /// Keeps what was refused for its author (R5). Words come as the author saw them, edits that wait included: those
    /// stand on words that the board does not have, so they go with them.
    /// </summary>
    private Replica Keep(Change change, RefusedChange refused)
    {
        var (fallen, words) = change switch
        {
            AddNote added => (Waiting.FindAll(p => p.Change.Subject == added.Note), WordsOn(added.Note, added.Text)),
            EditText edit => (Waiting.FindAll(p => p.Change is EditText e && e.Note == edit.Note), WordsOn(edit.Note, edit.AuthorsWords)),
            _ => ([], change.AuthorsWords),
        };

        // Edits of one note fall together and were seen as one text: they are kept as one. What was typed since, while the
        // answer was on its way, was typed on top of them.
        var alreadyKept = change is EditText && Kept.Exists(k => IsSame(k, change) && (k.Batch == LastBatch || (k.Batch == 0 && k.IsOfTheMeeting)));
        var next = this with { Waiting = Waiting.RemoveRange(fallen), History = change is AddNote or EditText ? History.Without(change.Subject!) : History };
        return alreadyKept ? next : next with
        {
            Kept = Kept.Add(new(NextKept, LastBatch, change, refused.Code, refused.Sentence, words, SaidBefore(change))),
            NextKept = NextKept + 1,
        };
    }

    /// <summary>
    /// Keeps words that could not be proposed at all (R5): typing into a note that somebody has taken off, or past the
    /// bound. Tried again, the newer words take the place of the older.
    /// </summary>
    /// <param name="change">What was tried.</param>
    /// <param name="refusal">Why it could not be.</param>
    /// <param name="words">The words as their author saw them.</param>
    public Replica Keep(Change change, Refusal refusal, string words)
    {
        var kept = new KeptWords(NextKept, 0, change, refusal.Code, refusal.Sentence, words, SaidBefore(change));
        var before = Kept.FindIndex(k => k.Batch == 0 && IsSame(k, change));
        return before < 0
            ? this with { Kept = Kept.Add(kept), NextKept = NextKept + 1 }
            : this with { Kept = Kept.SetItem(before, kept with { Key = Kept[before].Key }) };
    }

    /// <summary>The person goes on writing words that are kept.</summary>
    public Replica Rewrite(long key, string words) => this with { Kept = Kept.ConvertAll(k => k.Key == key ? k with { Words = words } : k) };

    private static bool IsSame(KeptWords kept, Change change) =>
        kept.Change.GetType() == change.GetType() && kept.Change.Subject == change.Subject;

    private string? SaidBefore(Change change) => change is EditText edit ? Confirmed.Note(edit.Note)?.Text : null;

    private string WordsOn(string note, string otherwise) => Shown.Note(note)?.Text ?? otherwise;
}

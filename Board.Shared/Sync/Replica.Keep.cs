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
            EditText edit => (Waiting.FindAll(p => p.Change is EditText e && e.Note == edit.Note), WordsOn(edit.Note, "")),
            _ => ([], change.AuthorsWords),
        };

        // Edits of one note fall together and were seen as one text: they are kept as one.
        var alreadyKept = change is EditText && Kept.Exists(k => k.Batch == LastBatch && k.Change.Subject == change.Subject);
        var next = this with { Waiting = Waiting.RemoveRange(fallen), History = change is AddNote or EditText ? History.Without(change.Subject!) : History };
        return alreadyKept ? next : next with
        {
            Kept = Kept.Add(new(NextKept, LastBatch, change, refused.Code, refused.Sentence, words)),
            NextKept = NextKept + 1,
        };
    }

    private string WordsOn(string note, string otherwise) => Shown.Note(note)?.Text ?? otherwise;
}

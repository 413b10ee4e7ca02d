using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.Scales;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;

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

        var next = this with { Waiting = Waiting.RemoveRange(fallen), History = change is AddNote or EditText ? History.Without(change.Subject!) : History };
        var kept = new RejectedWords(NextKept, LastBatch, AsSeen(change), refused.Reason, words, SaidBefore(change));
        var before = Kept.FindIndex(k => HoldsToo(k, change));
        return before < 0
            ? next with { Kept = Kept.Add(kept), NextKept = NextKept + 1 }
            : next with { Kept = Kept.SetItem(before, Together(Kept[before], kept)) };
    }

    /// <summary>
    /// Whether words that are kept hold those of another refused change, too: its author saw them as one thing, so they are
    /// kept as one.
    /// </summary>
    private bool HoldsToo(RejectedWords kept, Change change)
    {
        var isTogether = kept.Batch == LastBatch;
        return kept.Change switch
        {
            // Whatever was done to a note or a scale that never came to be. A number has words of its own.
            AddNote added when added.Note == change.Subject => isTogether || (kept.IsGone && change is EditText),
            AddScale added when added.Scale == change.Subject && change is not PlaceJudgement => isTogether,

            // What was typed since, while the answer was on its way, was typed on top of an edit.
            EditText => IsSame(kept, change) && (isTogether || (kept.Batch == 0 && kept.IsOfTheMeeting)),
            _ => IsSame(kept, change) && isTogether,
        };
    }

    /// <summary>Two refused changes as one: the later where it takes the place of the earlier.</summary>
    private static RejectedWords Together(RejectedWords kept, RejectedWords later) => (kept.Change, later.Change) switch
    {
        (AddScale added, WordScale worded) => kept with { Change = added with { Wording = worded.Wording }, Words = worded.Wording.Question },
        (AddNote or AddScale or EditText, _) => kept,
        _ => kept with { Change = later.Change, Words = later.Words },
    };

    /// <summary>A note that never came to be, where and under what its author put it last.</summary>
    private Change AsSeen(Change change) => change is AddNote added && Shown.Note(added.Note) is { } note
        ? added with { Place = Place.Of(Shown, added.Note) ?? added.Place, Category = note.Category }
        : change;

    /// <summary>
    /// Keeps words that could not be proposed at all (R5): typing into a note that somebody has taken off, or past the
    /// bound. Tried again, the newer words take the place of the older.
    /// </summary>
    /// <param name="change">What was tried.</param>
    /// <param name="refusal">Why it could not be.</param>
    /// <param name="words">The words as their author saw them.</param>
    /// <param name="on">Of words written in a note: what it said when they were; what it says now when null.</param>
    public Replica Keep(Change change, Refusal refusal, string words, string? on = null)
    {
        var kept = new RejectedWords(NextKept, 0, change, refusal, words, on ?? SaidBefore(change));
        var before = Kept.FindIndex(k => k.Batch == 0 && IsSame(k, change));
        return before < 0
            ? this with { Kept = Kept.Add(kept), NextKept = NextKept + 1 }
            : this with { Kept = Kept.SetItem(before, kept with { Key = Kept[before].Key }) };
    }

    /// <summary>The person goes on writing words that are kept.</summary>
    public Replica Rewrite(long key, string words) => this with { Kept = Kept.ConvertAll(k => k.Key == key ? k with { Words = words } : k) };

    /// <summary>The same thing tried again. Each addendum is one of its own.</summary>
    private static bool IsSame(RejectedWords kept, Change change) =>
        kept.Change.GetType() == change.GetType() && kept.Change.Subject == change.Subject && (change is not AddAddendum || change == kept.Change);

    private string? SaidBefore(Change change) => change is EditText edit ? Confirmed.Note(edit.Note)?.Text : null;

    /// <summary>The words of a note as its author saw them, and who they said would do it.</summary>
    private string WordsOn(string note, string otherwise) => Shown.Note(note) is not { } shown ? otherwise
        : Confirmed.Note(note) is null && shown.Step is { Who: { Length: > 0 } who } ? $"{shown.Text}\n\n{who}"
        : shown.Text;
}

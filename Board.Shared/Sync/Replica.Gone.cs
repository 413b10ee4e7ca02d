using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Sync;

public sealed partial record Replica
{
    /// <summary>
    /// The words of this person's own that stand in a note, from this page and as far as they can still be told apart:
    /// nobody else's are among them. Empty when there are none.
    /// </summary>
    public string OwnWordsIn(string note)
    {
        if (Shown.Note(note) is not { } shown || History.TakingBack(note) is not { } taking || !taking.Fits(shown.Text)) return "";

        // What taking all of it back would take out is what they put in.
        return string.Join("\n", taking.Invert(shown.Text).Splices().Select(s => s.Insert.Trim()).Where(words => words.Length > 0));
    }

    /// <summary>
    /// Keeps this person's own words in a note that they see no more, or that somebody took off, and nobody else's with
    /// them (R5). Sent again, they become a note of their own in the same column.
    /// </summary>
    /// <param name="before">The replica while it still had the note on the map.</param>
    /// <param name="note">The note.</param>
    /// <param name="why">What became of it; <see cref="Refusal.NoteGone"/> when null.</param>
    public Replica KeepFrom(Replica before, string note, Refusal? why = null)
    {
        var words = before.OwnWordsIn(note);
        if (words.Length == 0 || Place.Of(before.Shown, note) is not { } place) return this;
        var was = before.Shown.Notes[note];
        return Keep(
            new AddNote(note, new(place.Column, place.After, place.Before), words, Audience: was.Audience),
            why ?? Refusal.NoteGone,
            words);
    }

    /// <summary>
    /// This person sees a note no more. What they were writing in it is kept, and none of it is carried over what happens
    /// to the note out of their sight.
    /// </summary>
    private Replica Parted(string note)
    {
        var isWriting = Waiting.Exists(p => IsEditOf(p, note)) || InFlight is { Answer: null } sent && sent.Changes.Exists(p => IsEditOf(p, note));
        var next = isWriting ? KeepFrom(this, note) : this;
        return next with
        {
            Waiting = Waiting.RemoveAll(p => IsEditOf(p, note)),
            InFlight = InFlight is null ? null : InFlight with { Changes = InFlight.Changes.ConvertAll(p => IsEditOf(p, note) ? p with { Change = new NoteHidden(note) } : p) },
            History = History.Without(note),
        };
    }

    /// <summary>The same for every note that a whole board in place of what was missed does not have any more.</summary>
    private Replica PartedFromAllBut(Model.Board board) => Confirmed.Notes.Keys
        .Where(id => !board.Notes.ContainsKey(id))
        .Aggregate(Reshown(), (replica, id) => replica.Parted(id));

    private static bool IsEditOf(Pending pending, string note) => pending.Change is EditText edit && edit.Note == note;
}

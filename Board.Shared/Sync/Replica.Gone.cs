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
            new AddNote(note, new(place.Column, place.After, place.Before), words, Circle: was.Circle),
            why ?? Refusal.NoteGone,
            words);
    }

    /// <summary>
    /// This person sees a note no more, or it has come before another circle. What they were writing in it is kept, and none of
    /// it is carried over what happens to the note out of their sight, or arrives where they did not write it for (C17).
    /// </summary>
    /// <param name="note">The note.</param>
    /// <param name="now">The note as it is from now on: edits that were made on that showing of it stay; null where it is gone.</param>
    private Replica Parted(string note, Note? now)
    {
        var isWriting = Waiting.Exists(IsLost) || InFlight is { Answer: null } sent && sent.Changes.Exists(IsLost);
        var next = isWriting ? KeepFrom(this, note, now is null ? Refusal.NoteGone : Refusal.ShownAnew) : this;
        return next with
        {
            Waiting = Waiting.RemoveAll(IsLost),
            InFlight = InFlight is null ? null : InFlight with { Changes = InFlight.Changes.ConvertAll(p => IsLost(p) ? p with { Change = NothingMore(note) } : p) },
            History = History.Without(note),
        };

        bool IsLost(Pending pending) => pending.Change is EditText edit && edit.Note == note && (now is null || edit.Showing != now.Showing);
    }

    /// <summary>The same for every note that a whole board in place of what was missed has no more, or on another showing.</summary>
    private Replica PartedFromAllBut(Model.Board board) => Confirmed.Notes.Values
        .Where(note => board.Note(note.Id)?.Showing != note.Showing || !board.Notes.ContainsKey(note.Id))
        .Aggregate(Reshown(), (replica, note) => replica.Parted(note.Id, board.Note(note.Id)));

    /// <summary>In place of an edit that is on its way and does nothing any more.</summary>
    private static NoteHidden NothingMore(string note) => new(note, [], []);
}

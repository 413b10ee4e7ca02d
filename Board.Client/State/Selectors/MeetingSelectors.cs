using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.State.Selectors;

/// <summary>
/// What the meeting lets this person do at the moment, and what it keeps of theirs. What is said to be so is durable: a
/// family is not outside, and a map not final, before the server has it.
/// </summary>
public static class MeetingSelectors
{
    private static readonly string AnyId = new('a', Ids.Length);

    /// <summary>
    /// Why nothing of what these people see can be changed by this person now: the writing is paused, one or the other side
    /// is outside, the map is locked. Null when it can, or when it is not the meeting that stands in the way.
    /// </summary>
    public static Refusal? NotNow(this BoardState state, string circle) =>
        new AddNote(AnyId, new(Column.Worries), "Words", Voice: new("Somebody", "", false), Circle: circle)
            .Check(state.Board, new(state.Replica.Me, default)) is { IsOfTheMeeting: true } refusal ? refusal : null;

    /// <summary>Whether this person can put words of their own on the map.</summary>
    public static bool MayAddWords(this BoardState state) =>
        new AddNote(AnyId, new(Column.Worries), "Words").Check(state.Board, new(state.Replica.Me, default)) is null;

    /// <summary>Whether this person waits while the professionals talk alone.</summary>
    public static bool IsOutside(this BoardState state) =>
        state.Me is { } me && state.Replica.Confirmed.IsOutside(me);

    /// <summary>Whether the map is final.</summary>
    public static bool IsFinal(this BoardState state) => state.Replica.Confirmed.IsLocked;

    /// <summary>Whether this person leads the meeting.</summary>
    public static bool Leads(this BoardState state) => state.Me is { IsChair: true, LeftAt: null };

    /// <summary>
    /// This person's words in a note that the meeting did not let onto the map. As long as they are kept, the note's text
    /// field shows them.
    /// </summary>
    public static RejectedWords? WordsHeldBack(this BoardState state, string note) =>
        state.Replica.Kept.Find(k => k.IsOfTheMeeting && k.Change is EditText edit && edit.Note == note);

    /// <summary>What a note's text field shows to this person.</summary>
    public static string WordsIn(this BoardState state, string note) =>
        state.WordsHeldBack(note)?.Words ?? state.Board.Note(note)?.Text ?? "";

    /// <summary>What is kept for this person, but for the words that stand in the note that they have open.</summary>
    public static IReadOnlyList<RejectedWords> KeptInView(this BoardState state)
    {
        var isOpen = !state.IsFinal() && !state.IsOutside() && state.IsOnTheMap(state.EditingNote);
        var inNote = isOpen ? state.WordsHeldBack(state.EditingNote!) : null;
        return inNote is null ? state.Replica.Kept : state.Replica.Kept.Remove(inNote);
    }
}

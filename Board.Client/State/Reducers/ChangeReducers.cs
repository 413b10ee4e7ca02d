using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Client.State.Writing;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.State.Reducers;

/// <summary>What this person does to the board.</summary>
internal static class ChangeReducers
{
    public static void AddTo(ReducerTable table) => table
        .On<ChangeProposed>(Reduce)
        .On<TextEdited>(Reduce)
        .On<UndoRequested>(Reduce)
        .On<RedoRequested>(Reduce)
        .On<WordsFound>(Reduce)
        .On<RejectedLetGo>(Reduce)
        .On<RejectedReplaced>(Reduce)
        .On<WordsLeft>(Reduce)
        .On<RefusalDismissed>(Reduce);

    public static BoardState Reduce(BoardState state, ChangeProposed action)
    {
        var (replica, refusal) = state.Replica.Propose(action.Change, action.At);
        if (refusal is not null) return Refuse(KeptHere(state, action.Change, refusal), refusal);
        var next = state with { Replica = replica, Refused = null };
        return ChangeKinds.Of(action.Change).Done(action.Change, next.Board) is { } words ? next.Saying(words) : next;
    }

    /// <summary>
    /// Typing that cannot be taken is kept as words (R5), as the text field had them: it shows the board's text again, or
    /// is gone.
    /// </summary>
    public static BoardState Reduce(BoardState state, TextEdited action)
    {
        if (state.WordsHeldBack(action.Note) is { } heldBack) return WrittenOn(state, heldBack, action);
        var shown = state.Board.Note(action.Note)?.Text ?? "";
        var on = action.On ?? shown;
        var edit = Carried(action.Edit, on, shown);
        if (edit.IsIdentity) return state;

        if (!state.IsOnTheMap(action.Note) && state.Replica.Kept.Find(k => k.Change is AddNote added && added.Note == action.Note) is { } gone)
            return state with { Replica = state.Replica.Rewrite(gone.Key, Continued(gone, action)) };

        var (replica, refusal) = state.Replica.Edit(action.Note, edit, action.At);
        if (refusal is null) return state with { Replica = replica, Refused = null };
        var words = action.Edit.Fits(on) ? action.Edit.Apply(on) : on;
        var kept = state with { Replica = state.Replica.Keep(new EditText(action.Note, 0, edit), refusal, words) };

        // The note stays open with the words in it, and says itself why they are not on the map.
        return refusal.IsOfTheMeeting ? kept : Refuse(kept, refusal);
    }

    /// <summary>Typing goes on in words that the meeting does not let onto the map now; back at what the note says, nothing needs to be kept.</summary>
    private static BoardState WrittenOn(BoardState state, RejectedWords heldBack, TextEdited action)
    {
        var edit = Carried(action.Edit, action.On ?? heldBack.Words, heldBack.Words);
        if (edit.IsIdentity || !edit.Fits(heldBack.Words)) return state;
        var words = edit.Apply(heldBack.Words);
        var replica = state.Board.Note(action.Note)?.Text == words ? state.Replica.LetGo(heldBack.Key) : state.Replica.Rewrite(heldBack.Key, words);
        return state with { Replica = replica };
    }

    /// <summary>
    /// Letters that were still on their way into a note when it went: of one that never came to be they stand where they were
    /// typed, of another one only this person's own words are kept.
    /// </summary>
    private static string Continued(RejectedWords gone, TextEdited action) =>
        gone.IsGone ? gone.Words + action.Edit.InsertedText
        : Carried(action.Edit, action.On ?? gone.Words, gone.Words) is var edit && edit.Fits(gone.Words) ? edit.Apply(gone.Words)
        : gone.Words + action.Edit.InsertedText;

    /// <summary>An edit as it reads on a text that has changed since.</summary>
    private static TextEdit Carried(TextEdit edit, string on, string now) =>
        on != now && edit.Fits(on) ? TextEdit.Transform(TextDiff.Between(on, now), edit).Right : edit;

    /// <summary>Words that the meeting does not let onto the map now are kept, whatever form they were written in (R5).</summary>
    private static BoardState KeptHere(BoardState state, Change change, Refusal refusal) =>
        refusal.IsOfTheMeeting && change.AuthorsWords.Length > 0
            ? state with { Replica = state.Replica.Keep(change, refusal, change.AuthorsWords) }
            : state;

    public static BoardState Reduce(BoardState state, UndoRequested action)
    {
        var (replica, outcome, change) = state.Replica.Undo(action.At);
        return (state with { Replica = replica, Refused = null }).Saying(Sentences.TakenBack(outcome, change));
    }

    public static BoardState Reduce(BoardState state, RedoRequested action)
    {
        var (replica, outcome, change) = state.Replica.Redo(action.At);
        return (state with { Replica = replica, Refused = null }).Saying(Sentences.DoneAgain(outcome, change));
    }

    public static BoardState Reduce(BoardState state, WordsFound action)
    {
        var typed = new EditText(action.Note, 0, TextEdit.Identity(0));
        return (state with { Replica = state.Replica.Keep(typed, PageRefusal.OpenedAnew, action.Words, action.On) }).Saying(Sentences.WordsKept);
    }

    public static BoardState Reduce(BoardState state, RejectedLetGo action) => state with { Replica = state.Replica.LetGo(action.Key) };

    public static BoardState Reduce(BoardState state, RejectedReplaced action)
    {
        var (replica, refusal) = state.Replica.Propose(action.Change, action.At);
        return refusal is null
            ? (state with { Replica = replica.LetGo(action.Key), Refused = null }).Saying(Sentences.SentAgain)
            : Refuse(state, refusal);
    }

    public static BoardState Reduce(BoardState state, WordsLeft action)
    {
        var why = action.Change.Check(state.Board, new(state.Replica.Me, default)) ?? Refusal.UnknownScale;
        return (state with { Replica = state.Replica.Keep(action.Change, why, action.Change.AuthorsWords) }).Saying(Sentences.WordsKept);
    }

    public static BoardState Reduce(BoardState state, RefusalDismissed action) => state with { Refused = null };

    private static BoardState Refuse(BoardState state, Refusal refusal) => (state with { Refused = refusal }).Saying(refusal.Message);
}

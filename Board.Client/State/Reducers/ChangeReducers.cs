using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Writing;
using MappingBoard.Shared.Changes;
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
        .On<KeptLetGo>(Reduce)
        .On<KeptReplaced>(Reduce)
        .On<WordsLeft>(Reduce)
        .On<RefusedHere>(Reduce)
        .On<RefusalDismissed>(Reduce);

    public static BoardState Reduce(BoardState state, ChangeProposed action)
    {
        var (replica, refusal) = state.Replica.Propose(action.Change, action.At);
        if (refusal is not null) return Refuse(state, refusal);
        var next = state with { Replica = replica, Refused = null };
        return Sentences.Done(action.Change, next.Board) is { } words ? next.Saying(words) : next;
    }

    /// <summary>
    /// Typing that cannot be taken is kept as words (R5), as the text field had them: it shows the board's text again, or
    /// is gone.
    /// </summary>
    public static BoardState Reduce(BoardState state, TextEdited action)
    {
        var shown = state.Board.Note(action.Note)?.Text ?? "";
        var on = action.On ?? shown;
        var edit = action.Edit;
        if (on != shown && edit.Fits(on)) edit = TextEdit.Transform(TextDiff.Between(on, shown), edit).Right;
        if (edit.IsIdentity) return state;

        if (state.Board.Note(action.Note) is null && state.Replica.Kept.Find(k => k.Code == Refusal.NoteGone.Code && k.Change.Subject == action.Note) is { } gone)
            return state with { Replica = state.Replica.Keep(gone.Change, Refusal.NoteGone, gone.Words + edit.InsertedText) };

        var (replica, refusal) = state.Replica.Edit(action.Note, edit, action.At);
        if (refusal is null) return state with { Replica = replica, Refused = null };
        var words = action.Edit.Fits(on) ? action.Edit.Apply(on) : on;
        return Refuse(state with { Replica = state.Replica.Keep(new EditText(action.Note, 0, edit), refusal, words) }, refusal);
    }

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
        return (state with { Replica = state.Replica.Keep(typed, new("opened-anew", Sentences.OpenedAnew), action.Words) }).Saying(Sentences.WordsKept);
    }

    public static BoardState Reduce(BoardState state, KeptLetGo action) => state with { Replica = state.Replica.LetGo(action.Key) };

    public static BoardState Reduce(BoardState state, KeptReplaced action)
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

    public static BoardState Reduce(BoardState state, RefusedHere action) => Refuse(state, action.Refusal);

    public static BoardState Reduce(BoardState state, RefusalDismissed action) => state with { Refused = null };

    private static BoardState Refuse(BoardState state, Refusal refusal) => (state with { Refused = refusal }).Saying(refusal.Sentence);
}

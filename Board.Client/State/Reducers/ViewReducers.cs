using MappingBoard.Client.State.Actions;

namespace MappingBoard.Client.State.Reducers;

/// <summary>What this page shows, and what is open on it.</summary>
internal static class ViewReducers
{
    public static void AddTo(ReducerTable table) => table
        .On<TabChosen>(Reduce)
        .On<NoteOpened>(Reduce)
        .On<NoteClosed>(Reduce)
        .On<MoveOpened>(Reduce)
        .On<MoveClosed>(Reduce)
        .On<WritingShown>(Reduce)
        .On<ColumnSeen>(Reduce)
        .On<Announced>(Reduce);

    public static BoardState Reduce(BoardState state, TabChosen action) => state with { Tab = action.Tab };

    public static BoardState Reduce(BoardState state, NoteOpened action) =>
        state with { EditingNote = action.Note, MovingNote = null, Unseen = state.Unseen.Remove(action.Note) };

    public static BoardState Reduce(BoardState state, NoteClosed action) => state with { EditingNote = null };

    public static BoardState Reduce(BoardState state, MoveOpened action) =>
        state with { MovingNote = action.Note, Unseen = state.Unseen.Remove(action.Note) };

    public static BoardState Reduce(BoardState state, MoveClosed action) => state with { MovingNote = null };

    public static BoardState Reduce(BoardState state, WritingShown action) =>
        (state.Writing, state.WritingFor) == (action.Where, action.Circle) ? state : state with { Writing = action.Where, WritingFor = action.Circle };

    public static BoardState Reduce(BoardState state, ColumnSeen action) =>
        state with { Unseen = state.Unseen.Except(state.Board.Columns[(int)action.Column]) };

    public static BoardState Reduce(BoardState state, Announced action) => state.Saying(action.Message);
}

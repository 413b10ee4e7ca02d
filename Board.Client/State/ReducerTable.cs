namespace MappingBoard.Client.State;

/// <summary>Which pure functions reduce which actions.</summary>
internal sealed class ReducerTable
{
    private readonly Dictionary<Type, Func<BoardState, object, BoardState>> _reducers = [];

    public ReducerTable On<TAction>(Func<BoardState, TAction, BoardState> reduce)
    {
        _reducers.Add(typeof(TAction), (state, action) => reduce(state, (TAction)action));
        return this;
    }

    /// <summary>The state after an action; the same state when no reducer knows it.</summary>
    public BoardState Reduce(BoardState state, object action) =>
        _reducers.TryGetValue(action.GetType(), out var reduce) ? reduce(state, action) : state;
}

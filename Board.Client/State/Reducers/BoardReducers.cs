namespace MappingBoard.Client.State.Reducers;

/// <summary>All reducers of the page.</summary>
internal static class BoardReducers
{
    public static ReducerTable Table()
    {
        var table = new ReducerTable();
        LinkReducers.AddTo(table);
        ChangeReducers.AddTo(table);
        ViewReducers.AddTo(table);
        DoorReducers.AddTo(table);
        return table;
    }

    /// <summary>The state with words for the live region.</summary>
    public static BoardState Saying(this BoardState state, string words) => state with { Announced = state.Announced.Next(words) };
}

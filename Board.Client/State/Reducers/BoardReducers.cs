using System.Collections.Immutable;
using MappingBoard.Shared.Language;

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
        AdmissionReducers.AddTo(table);
        MeetingReducers.AddTo(table);
        return table;
    }

    /// <summary>The state with something for the live region to say.</summary>
    public static BoardState Saying(this BoardState state, params ImmutableArray<Message> messages) => state with { Announced = state.Announced.Next(messages) };
}

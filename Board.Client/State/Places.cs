using MappingBoard.Shared.Model;

namespace MappingBoard.Client.State;

/// <summary>The names of places where people write, as presence carries them.</summary>
public static class Places
{
    /// <summary>The composer of a column, named as the wire names columns: <c>column:worries</c>, <c>column:workingWell</c> …</summary>
    public static string NewNoteIn(Column column) => column switch
    {
        Column.Worries => "column:worries",
        Column.WorkingWell => "column:workingWell",
        _ => "column:needsToHappen",
    };
}

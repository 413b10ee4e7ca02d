using System.Collections.Immutable;

namespace MappingBoard.Shared.Model;

/// <summary>
/// Where a note stands: a column, and the neighbours between which it goes (R3). Total: when both neighbours are gone
/// it means the end of the column.
/// </summary>
/// <param name="Column">Which column.</param>
/// <param name="After">The note above it; null means the top.</param>
/// <param name="Before">The note that came next when the place was chosen; used when <paramref name="After"/> is gone.</param>
public sealed record Place(Column Column, string? After = null, string? Before = null)
{
    /// <summary>The index at which to insert into a column's order that does not hold the note itself.</summary>
    public int IndexIn(ImmutableList<string> order)
    {
        if (After is null) return 0;
        var after = order.IndexOf(After);
        if (after >= 0) return after + 1;
        var before = Before is null ? -1 : order.IndexOf(Before);
        return before >= 0 ? before : order.Count;
    }

    /// <summary>The place at the end of a column as it stands on this board.</summary>
    public static Place AtEndOf(Board board, Column column) => new(column, board.Columns[(int)column].LastOrDefault());

    /// <summary>Where a note stands on this board; null when the board has no such note.</summary>
    public static Place? Of(Board board, string noteId)
    {
        foreach (var column in Enum.GetValues<Column>())
        {
            var order = board.Columns[(int)column];
            var index = order.IndexOf(noteId);
            if (index < 0) continue;
            return new(column, index == 0 ? null : order[index - 1], index + 1 < order.Count ? order[index + 1] : null);
        }

        return null;
    }
}

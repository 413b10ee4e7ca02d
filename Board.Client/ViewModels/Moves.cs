using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.ViewModels;

/// <summary>
/// What each way of moving a note means as a change: dragging, the Move panel and the arrow keys all end here (R3). Null
/// where the note stands there already or there is nowhere to go. Pure.
/// </summary>
public static class Moves
{
    /// <summary>One place up among the notes of its own kind.</summary>
    public static MoveNote? Up(Board board, string noteId)
    {
        var (group, index) = Standing(board, noteId);
        return index <= 0 ? null : Between(board, noteId, before: group[index - 1].Id, category: null);
    }

    /// <summary>One place down among the notes of its own kind.</summary>
    public static MoveNote? Down(Board board, string noteId)
    {
        var (group, index) = Standing(board, noteId);
        return index < 0 || index == group.Count - 1 ? null : Behind(board, noteId, group[index + 1].Id, category: null);
    }

    /// <summary>To the end of a category, in whatever column that is.</summary>
    public static MoveNote? ToCategory(Board board, string noteId, string category) =>
        board.Template.ColumnOf(category) is not { } column || board.Note(noteId)?.Category == category ? null : Drop(board, noteId, column, category, LastIn(board, noteId, column, category));

    /// <summary>To the end of a column, not sorted yet; nothing where it stands in that column already.</summary>
    public static MoveNote? ToColumn(Board board, string noteId, Column column) =>
        board.Note(noteId) is null || Place.Of(board, noteId)?.Column == column ? null : Drop(board, noteId, column, null, LastOf(board, noteId, column));

    /// <summary>To where it was let go of.</summary>
    /// <param name="board">The board as shown.</param>
    /// <param name="noteId">Which note.</param>
    /// <param name="column">The column beneath it.</param>
    /// <param name="category">The category beneath it; null for the notes that are not sorted yet.</param>
    /// <param name="after">The note above it in that category; null for the first place there.</param>
    public static MoveNote? Drop(Board board, string noteId, Column column, string? category, string? after)
    {
        if (board.Note(noteId) is not { IsRemoved: false } note || after == noteId) return null;
        var first = board.NotesIn(column).FirstOrDefault(n => n.Category == category && n.Id != noteId)?.Id;
        var move = after is not null ? Behind(board, noteId, after, category)
            : first is not null ? Between(board, noteId, first, category)
            : Behind(board, noteId, LastOf(board, noteId, column), category, column);
        return move is null || StandsThere(board, note, move) ? null : move;
    }

    private static bool StandsThere(Board board, Note note, MoveNote move)
    {
        if (move.Category is not null && move.Category != note.Category) return false;
        var place = Place.Of(board, note.Id);
        if (place?.Column != move.Place.Column) return false;
        var rest = board.Columns[(int)move.Place.Column].Remove(note.Id);
        return place.IndexIn(rest) == move.Place.IndexIn(rest);
    }

    private static (List<Note> Group, int Index) Standing(Board board, string noteId)
    {
        if (board.Note(noteId) is not { IsRemoved: false } note || Place.Of(board, noteId) is not { } place) return ([], -1);
        var group = board.NotesIn(place.Column).Where(n => n.Category == note.Category).ToList();
        return (group, group.FindIndex(n => n.Id == noteId));
    }

    private static string? LastIn(Board board, string noteId, Column column, string? category) =>
        board.NotesIn(column).LastOrDefault(n => n.Category == category && n.Id != noteId)?.Id;

    private static string? LastOf(Board board, string noteId, Column column) =>
        board.Columns[(int)column].LastOrDefault(id => id != noteId);

    /// <summary>Right before a note of the same column's.</summary>
    private static MoveNote? Between(Board board, string noteId, string before, string? category)
    {
        if (Place.Of(board, before) is not { } place) return null;
        var rest = board.Columns[(int)place.Column].Remove(noteId);
        var index = rest.IndexOf(before);
        return new(noteId, new(place.Column, index == 0 ? null : rest[index - 1], before), category);
    }

    /// <summary>Right behind a note, or at the top of an empty column.</summary>
    private static MoveNote? Behind(Board board, string noteId, string? after, string? category, Column? empty = null)
    {
        if (after is null) return empty is { } column ? new(noteId, new(column), category) : null;
        if (Place.Of(board, after) is not { } place) return null;
        var rest = board.Columns[(int)place.Column].Remove(noteId);
        var index = rest.IndexOf(after);
        return new(noteId, new(place.Column, after, index + 1 < rest.Count ? rest[index + 1] : null), category);
    }
}

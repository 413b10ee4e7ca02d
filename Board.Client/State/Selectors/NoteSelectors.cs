using MappingBoard.Shared.Model;

namespace MappingBoard.Client.State.Selectors;

/// <summary>What the columns show. Pure functions of the state.</summary>
public static class NoteSelectors
{
    /// <summary>The notes of a column, in order.</summary>
    public static IEnumerable<Note> NotesIn(this BoardState state, Column column) => state.Board.NotesIn(column);

    /// <summary>The notes of a column under one category, in order; with null those that are not sorted yet.</summary>
    public static IEnumerable<Note> NotesIn(this BoardState state, Column column, string? category) =>
        state.Board.NotesIn(column).Where(n => n.Category == category);

    /// <summary>How many notes of a column this person has not looked at.</summary>
    public static int UnreadIn(this BoardState state, Column column) =>
        state.Unseen.IsEmpty ? 0 : state.Board.NotesIn(column).Count(n => state.Unseen.Contains(n.Id));

    /// <summary>Notes that were taken off the map, the latest first.</summary>
    public static IEnumerable<Note> TakenOff(this BoardState state) =>
        state.Board.Notes.Values.Where(n => n.IsRemoved).OrderByDescending(n => n.Removed!.At).ThenBy(n => n.Id, StringComparer.Ordinal);

    /// <summary>Whether a note stands on the map: this person sees it, and nobody took it off.</summary>
    public static bool IsOnTheMap(this BoardState state, string? note) => state.Board.Note(note) is { IsRemoved: false };

    /// <summary>Whether this note is this person's own.</summary>
    public static bool IsMine(this BoardState state, Note note) => note.Author == state.Replica.Me;
}

using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>Puts a note at a place (R3), and sorts it there in the same breath where a category comes with it (P6).</summary>
/// <param name="Note">Which note.</param>
/// <param name="Place">Where to.</param>
/// <param name="Category">
/// The category that it gets there, or "" for none. Null keeps the one that it has, as long as that belongs to the column.
/// </param>
public sealed record MoveNote(string Note, Place Place, string? Category = null) : Change
{
    public static ChangeKind<MoveNote> Kind { get; } = new("move", "P6")
    {
        OnNote = note => new(note.Id, new(Column.Worries)),
        Says = (moved, board) => Messages.Done.Moved(board.Template[moved.Place.Column].ShortLabel, moved.NumberInColumn(board)),
        Undone = Messages.Undo.NoteMoved,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Note)
        ?? Rules.Sorts(board, stamp, Note)
        ?? Rules.APlace(Place)
        ?? (Place.After == Note || Place.Before == Note ? Refusal.WrongPlace : null)
        ?? (Category is null or "" ? null : Rules.Category(board, Category, Place.Column));

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Note(Note) is not { } note || !Enum.IsDefined(Place.Column)) return board;
        var category = Category ?? note.Category;
        if (board.Template.ColumnOf(category) != Place.Column) category = null;
        return board.Placed(Note, Place).With(Note, n => n.Category == category ? n : n with { Category = category });
    }

    public override Change? Invert(Board before, Stamp stamp)
    {
        if (before.Note(Note) is not { } note || Place.Of(before, Note) is not { } was) return null;
        var sorted = ApplyTo(before, stamp).Notes[Note].Category != note.Category;
        return new MoveNote(Note, was, sorted ? note.Category ?? "" : null);
    }

    /// <summary>The note still stands in the column that it was moved to, under the category that came with the move.</summary>
    public override bool StillStands(Board now, Stamp stamp) =>
        now.Note(Note) is { IsRemoved: false } note
        && Place.Of(now, Note)?.Column == Place.Column
        && (Category is null || (note.Category ?? "") == Category);

    /// <summary>Where the note stands now among those on the board, from 1.</summary>
    private int NumberInColumn(Board board) => board.NotesIn(Place.Column).TakeWhile(n => n.Id != Note).Count() + 1;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) =>
        ForThoseWhoSeeTheNote(before, viewer) is null
            ? null
            : At(Place.SeenBy(ApplyTo(before, stamp), Note, viewer));

    public override Change CarriedOnto(Board view) =>
        Place.After == Note || Place.Before == Note ? this : At(Place.CarriedOnto(view, Note));

    private MoveNote At(Place place) => ReferenceEquals(place, Place) ? this : this with { Place = place };
}

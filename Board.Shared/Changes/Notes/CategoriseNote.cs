using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>Sorts a note under a category of its column, or under none (P6).</summary>
public sealed record CategoriseNote(string Note, string? Category = null) : Change
{
    public static ChangeKind<CategoriseNote> Kind { get; } = new("categorise", "P6")
    {
        OnNote = note => new(note.Id, note.Category),
        Undone = Messages.Undo.NoteSorted,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Note)
        ?? Rules.Sorts(board, stamp, Note)
        ?? (board.ColumnOf(board.Notes[Note]) is { } column ? Rules.Category(board, Category, column) : Refusal.UnknownNote);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        Category is null || (Place.Of(board, Note) is { } place && board.Template.ColumnOf(Category) == place.Column)
            ? board.With(Note, note => note with { Category = Category })
            : board;

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { } note && note.Category != Category ? new CategoriseNote(Note, note.Category) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Note(Note) is { IsRemoved: false } note && note.Category == Category;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}

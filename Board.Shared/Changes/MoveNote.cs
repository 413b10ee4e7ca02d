using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>
/// Puts a note at a place (R3). In another column its category goes, unless a new one that belongs there comes with
/// the move.
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="Place">Where to.</param>
/// <param name="Category">The category that it gets there; null leaves it where the column stays the same.</param>
public sealed record MoveNote(string Note, Place Place, string? Category = null) : Change
{
    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) => Rules.First(
        Rules.AtTheMeeting(board, stamp),
        Rules.OnTheBoard(board, Note),
        Rules.InAColumn(Place.Column),
        Place.After == Note || Place.Before == Note ? Refusal.WrongPlace : null,
        Rules.Category(board, Category, Place.Column));

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Note(Note) is not { } note || !Enum.IsDefined(Place.Column)) return board;
        var category = Category ?? note.Category;
        if (board.Template.ColumnOf(category) != Place.Column) category = null;
        return board.Placed(Note, Place).With(Note, n => n.Category == category ? n : n with { Category = category });
    }

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { } note && Place.Of(before, Note) is { } was ? new MoveNote(Note, was, note.Category) : null;

    /// <summary>The note still stands in the column that it was moved to.</summary>
    public override bool StillStands(Board now, Stamp stamp) =>
        now.Note(Note) is { IsRemoved: false } && Place.Of(now, Note)?.Column == Place.Column;
}

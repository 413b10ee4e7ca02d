using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>Marks a note's words as exact: from then on nobody alters them, its author and the chair included (P5).</summary>
public sealed record MarkExactWords(string Note) : Change
{
    public static ChangeKind<MarkExactWords> Kind { get; } = new("mark-exact-words", "P5")
    {
        OnNote = note => new(note.Id),
        Says = (_, _) => Messages.Done.MarkedExact,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Note)
        ?? Rules.AuthorOrChair(board, stamp, board.Notes[Note])
        ?? (board.Notes[Note].IsExact ? Refusal.ExactWords : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board.With(Note, n => n with { Exact = n.Exact ?? stamp });

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}

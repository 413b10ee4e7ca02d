using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>Puts a note that was taken off back onto the board, where it stood: by whoever took it off, its author, or the chair (P5).</summary>
public sealed record RestoreNote(string Note) : Change
{
    public static ChangeKind<RestoreNote> Kind { get; } = new("restore", "P5")
    {
        OnNote = note => new(note.Id),
        Says = (_, _) => Messages.Done.Restored,
        Undone = Messages.Undo.NoteBack,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenFor(board, stamp, Note)
        ?? (board.Note(Note) switch
        {
            null => Refusal.UnknownNote,
            { Removed: null } => Refusal.NoteNotRemoved,
            { Removed: { } removed } note => removed.By == stamp.By ? null : Rules.AuthorOrChair(board, stamp, note),
        });

    public override Board ApplyTo(Board board, Stamp stamp) => board.With(Note, note => note with { Removed = null });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { IsRemoved: true } ? new RemoveNote(Note) : null;

    public override bool StillStands(Board now, Stamp stamp) => now.Note(Note) is { IsRemoved: false };

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}

using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>Takes a note off the board (P5). It is kept, in its place, and can be put back (R4).</summary>
public sealed record RemoveNote(string Note) : Change
{
    public static ChangeKind<RemoveNote> Kind { get; } = new("remove", "P5")
    {
        OnNote = note => new(note.Id),
        Says = (_, _) => Messages.Done.Removed,
        Undone = Messages.Undo.NoteOff,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Note)
        ?? Rules.AuthorOrChair(board, stamp, board.Notes[Note]);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.With(Note, note => note.IsRemoved ? note : note with { Removed = stamp });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { IsRemoved: false } ? new RestoreNote(Note) : null;

    public override bool StillStands(Board now, Stamp stamp) => now.Note(Note)?.Removed?.By == stamp.By;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheNote(before, viewer);
}

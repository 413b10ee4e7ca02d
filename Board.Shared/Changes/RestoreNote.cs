using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>Puts a note that was taken off back onto the board, where it stood.</summary>
public sealed record RestoreNote(string Note) : Change
{
    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? (board.Note(Note) switch
        {
            null => Refusal.UnknownNote,
            { IsRemoved: false } => Refusal.NoteNotRemoved,
            _ => null,
        });

    public override Board ApplyTo(Board board, Stamp stamp) => board.With(Note, note => note with { Removed = null });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Note(Note) is { IsRemoved: true } ? new RemoveNote(Note) : null;

    public override bool StillStands(Board now, Stamp stamp) => now.Note(Note) is { IsRemoved: false };
}

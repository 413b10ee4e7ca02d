using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>What those who did not see a note get when it is shown to them: the note as it reads now. Made by projection.</summary>
/// <param name="Note">The note.</param>
/// <param name="Place">Where it stands among those that they see.</param>
public sealed record NoteShown(Note Note, Place Place) : Change
{
    public static ChangeKind<NoteShown> Kind { get; } = new("note-shown");

    public override bool ByServerOnly => true;

    public override string? Subject => Note.Id;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp) => board.Notes.ContainsKey(Note.Id) || !Enum.IsDefined(Place.Column)
        ? board
        : (board with { Notes = board.Notes.Add(Note.Id, Note) }).Placed(Note.Id, Place);
}

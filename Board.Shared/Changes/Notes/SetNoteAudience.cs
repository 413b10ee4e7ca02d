using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>
/// Shows a professionals' note to everyone, or takes a note out of the family's sight (P12, V1). What the family wrote itself
/// is never taken out of its sight. A pair is parted, since both of a pair have the same audience.
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="Audience">Who may see it from now on.</param>
public sealed record SetNoteAudience(string Note, Audience Audience) : Change
{
    public static ChangeKind<SetNoteAudience> Kind { get; } = new("set-note-audience", "P12")
    {
        OnNote = note => new(note.Id, note.Audience == Audience.Everyone ? Audience.Professionals : Audience.Everyone),
        Says = (set, _) => set.Audience == Audience.Everyone ? Messages.Done.NoteShown : Messages.Done.NoteHidden,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.Open(board, stamp, Audience.Everyone)
        ?? Rules.OnTheBoard(board, Note)
        ?? Rules.WritesFor(board, stamp, Audience.Professionals)
        ?? Rules.AuthorOrChair(board, stamp, board.Notes[Note])
        ?? (Enum.IsDefined(Audience) && board.Notes[Note].Audience != Audience ? null : Refusal.SameAudience)
        ?? (Audience == Audience.Professionals ? CheckHiding(board) : null);

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Note(Note) is not { } note || note.Audience == Audience) return board;
        return NoteHidden.Parted(board, Note).With(Note, n => n with
        {
            Audience = Audience,
            Goal = null,
            Original = Audience == Audience.Everyone ? null : n.Original,
        });
    }

    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (viewer.Sees(Audience.Professionals) || before.Note(Note) is null) return this;
        var after = ApplyTo(before, stamp);
        return Audience == Audience.Everyone
            ? new NoteShown(after.Notes[Note], after.PlaceSeenBy(Note, viewer)!)
            : new NoteHidden(Note);
    }

    private Refusal? CheckHiding(Board board) =>
        board.Participant(board.Notes[Note].Author) is { Audience: Audience.Everyone } ? Refusal.FamilysOwn
        : board.Scales.Exists(s => s.Danger == Note && s.Audience == Audience.Everyone) ? Refusal.ScaleInTheWay
        : null;
}

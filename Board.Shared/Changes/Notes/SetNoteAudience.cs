using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>
/// What brought a note before another circle in logs from before there were showings: it keeps its version, and its pair is
/// parted. Only replayed; nobody makes it any more (<see cref="SetCircle"/>).
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="Circle">Who sees it from then on: the id of a circle.</param>
public sealed record SetNoteAudience(string Note, string Circle) : Change
{
    public static ChangeKind<SetNoteAudience> Kind { get; } = new("set-note-audience");

    public override bool ByServerOnly => true;

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Note(Note) is not { } note || note.Circle == Circle) return board;
        return NoteHidden.Parted(board, Note).With(Note, n => n with
        {
            Circle = Circle,
            Goal = null,
            Original = Circles.IsShared(Circle) ? null : n.Original,
        });
    }

    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (before.Note(Note) is not { } note) return this;
        var (saw, sees) = (viewer.Sees(note.Circle), viewer.Sees(Circle));
        return (saw, sees) switch
        {
            (true, true) => this,
            (true, false) => NoteHidden.Of(Tied.Alone(note)),
            (false, true) => NoteShown.On(ApplyTo(before, stamp), Tied.Alone(note), viewer),
            _ => null,
        };
    }
}

using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Notes;

/// <summary>
/// Brings a note before another circle (P12, P16, C19), with all that shares its circle (C20): the pair, and the scales of the danger
/// statement. The words begin anew there (C16): whoever newly sees them sees nothing of how they came to be (C18).
/// </summary>
/// <param name="Note">Which note; of a danger statement and its goal either.</param>
/// <param name="Circle">Who sees it from now on: the id of a circle of the author's.</param>
/// <param name="Showing">Names this showing; made by the author's page, see <see cref="Ids"/>.</param>
public sealed record SetCircle(string Note, string Circle, string Showing) : Change
{
    public static ChangeKind<SetCircle> Kind { get; } = new("set-circle", "P12", "P16")
    {
        Says = (set, _) => Circles.IsShared(set.Circle) ? Messages.Done.NoteShown : Messages.Done.NoteHidden,
    };

    public override string? Subject => Note;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenNote(board, stamp, Note)
        ?? Rules.Open(board, stamp, Circle)
        ?? Rules.WritesFor(board, stamp, board.Notes[Note].Circle)
        ?? Rules.WritesFor(board, stamp, Circle)
        ?? (board.Notes[Note].Circle == Circle ? Refusal.SameCircle : null)
        ?? CheckMover(board, stamp)
        ?? Rules.NewId(Showing)
        ?? (Tied.To(board, Note).LosesSight(board, Circle) ? Refusal.SomebodysOwn : null);

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Note(Note) is not { } note || note.Circle == Circle) return board;
        var (notes, scales) = Tied.To(board, Note);
        var isNew = !Circles.IsWithin(Circle, note.Circle);
        board = notes.Aggregate(board, (b, moved) => b.With(moved.Id, n => Shown(n, isNew, stamp)));
        return scales.Aggregate(board, (b, scale) => b.WithScale(scale.Id, s => s with
        {
            Circle = Circle,
            SetAside = isNew && s.SetAside is { } aside ? aside with { At = stamp.At } : s.SetAside,
        }));
    }

    /// <summary>Those who see it no more, or newly, get all that moves at once.</summary>
    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (before.Note(Note) is not { } note) return this;
        var (saw, sees) = (viewer.Sees(note.Circle), viewer.Sees(Circle));
        if (saw && sees) return this;
        if (!saw && !sees) return null;
        var tied = Tied.To(before, Note);
        return saw
            ? NoteHidden.Of(tied)
            : NoteShown.On(ApplyTo(before, stamp), tied, viewer);
    }

    private Note Shown(Note note, bool isNew, Stamp stamp)
    {
        var shown = note with { Circle = Circle, Showing = Showing, TextVersion = 0 };
        return !isNew ? shown : shown with
        {
            AddedAt = stamp.At,
            Edited = null,
            Original = null,
            // That the words are not their author's alone is true of what is seen, whenever it was.
            Reworded = note.Reworded is { } reworded ? reworded with { At = stamp.At } : null,
            Hands = null,
            Removed = note.Removed is { } removed ? removed with { At = stamp.At } : null,
            Exact = note.Exact is { } exact ? exact with { At = stamp.At } : null,
            Step = note.Step is { Done: { } done } step ? step with { Done = done with { At = stamp.At } } : note.Step,
        };
    }

    /// <summary>
    /// Own words are moved by their author, joint statements by whoever may word them; to fewer people also by a chair, who is
    /// in both circles like any mover.
    /// </summary>
    private Refusal? CheckMover(Board board, Stamp stamp)
    {
        var note = board.Notes[Note];
        if (board.KindOf(note) != NoteKind.Words) return Rules.Writes(board, stamp);
        return Circles.IsWithin(Circle, note.Circle)
            ? Rules.AuthorOrChair(board, stamp, note)
            : note.Author == stamp.By ? null : Refusal.NotYourNote;
    }
}

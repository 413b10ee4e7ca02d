using System.Text.Json.Serialization;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Meeting;

/// <summary>The chair adds something to the locked record, dated (L2): a correction, a later event (P14). It is never altered.</summary>
/// <param name="Addendum">Its id, made by the replica.</param>
/// <param name="Text">Not blank.</param>
/// <param name="Circle">Who sees it: the id of a circle of the author's.</param>
public sealed record AddAddendum(
    string Addendum,
    string Text,
    [property: JsonRequired] string Circle = Circles.Everyone) : Change
{
    public static ChangeKind<AddAddendum> Kind { get; } = new("add-addendum", "P14")
    {
        Says = (_, _) => Messages.Done.AddendumAdded,
    };

    public override string? Adds => Addendum;

    public override string AuthorsWords => Text;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.IsTheChair(board, stamp)
        ?? (board.IsLocked ? null : Refusal.NotLocked)
        ?? Rules.NewId(board, Addendum)
        ?? Rules.WritesFor(board, stamp, Circle)
        ?? (string.IsNullOrWhiteSpace(Text) ? Refusal.Blank : null)
        ?? Rules.Text(Text, Bounds.NoteText)
        ?? (board.Addenda.Count >= Bounds.Few ? Refusal.TooMany : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board.Addenda.Exists(a => a.Id == Addendum)
        ? board
        : board with { Addenda = board.Addenda.Add(new(Addendum, Text, stamp, Circle)) };

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => viewer.Sees(Circle) ? this : null;
}

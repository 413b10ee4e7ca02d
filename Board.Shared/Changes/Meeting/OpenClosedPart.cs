using System.Text.Json.Serialization;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Meeting;

/// <summary>
/// The chair asks those who do not see what professionals see to wait outside, on a ground that is recorded and that they
/// are not told (P14). Until it ends, what everyone shares stays as it is.
/// </summary>
/// <param name="Ground">The recognised ground; null only for those outside, put there by the projection.</param>
/// <param name="Words">What the chair adds to it; may be empty.</param>
/// <param name="Circle">Who stays: the id of a standing circle of the chair's. Everybody else waits outside.</param>
public sealed record OpenClosedPart(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ClosedGround? Ground,
    string Words,
    string Circle) : Change
{
    public static ChangeKind<OpenClosedPart> Kind { get; } = new("open-closed-part", "P14");

    public override string AuthorsWords => Words;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.IsTheChair(board, stamp)
        ?? (board.IsLocked ? Refusal.Locked : null)
        ?? (board.ClosedNow is null ? null : Refusal.ClosedPartOpen)
        ?? (Circles.IsShared(Circle) ? Refusal.NotYourCircle : Rules.WritesFor(board, stamp, Circle))
        ?? (Ground is { } ground && Enum.IsDefined(ground) ? null : Refusal.NeedsAGround)
        ?? Rules.Text(Words, Bounds.ShortText)
        ?? (board.ClosedParts.Count >= Bounds.Few ? Refusal.TooMany : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board.ClosedNow is null
        ? board with { ClosedParts = board.ClosedParts.Add(new(Ground, Words, stamp, Circle)) }
        : board;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) =>
        viewer.Sees(Circle) ? this : new OpenClosedPart(null, "", Circle);
}

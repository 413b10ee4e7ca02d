using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.People;

/// <summary>
/// The author leaves the meeting for good (A2). What they wrote stays, with their name. The last chair appoints another one first.
/// </summary>
public sealed record LeaveBoard : Change
{
    public static ChangeKind<LeaveBoard> Kind { get; } = new("leave", "A2");

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? (Rules.IsLastChair(board, stamp.By) ? Refusal.LastChair : null);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.WithParticipant(stamp.By, p => p with { LeftAt = stamp.At });
}

using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Meeting;

/// <summary>
/// The chair locks the board as final: from then on nothing on it changes, by anybody (P14, L2). The board is held first, so
/// that what is locked is what the chair has read.
/// </summary>
public sealed record LockBoard : Change
{
    public static ChangeKind<LockBoard> Kind { get; } = new("lock", "P14");

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.IsTheChair(board, stamp)
        ?? (board.IsLocked ? Refusal.Locked : null)
        ?? (board.ClosedNow is null ? null : Refusal.ClosedPartOpen)
        ?? (board.Held is null ? Refusal.HoldFirst : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board with { Locked = board.Locked ?? stamp };
}

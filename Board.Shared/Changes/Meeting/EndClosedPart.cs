using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Meeting;

/// <summary>The chair asks those who waited outside back in (P14).</summary>
public sealed record EndClosedPart : Change
{
    public static ChangeKind<EndClosedPart> Kind { get; } = new("end-closed-part", "P14");

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.IsTheChair(board, stamp)
        ?? (board.ClosedNow is null ? Refusal.NoClosedPart : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board.ClosedNow is { } open
        ? board with { ClosedParts = board.ClosedParts.SetItem(board.ClosedParts.Count - 1, open with { Ended = stamp }) }
        : board;
}

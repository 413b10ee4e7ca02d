using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Meeting;

/// <summary>The chair lets everybody write again (P14, L1).</summary>
public sealed record ReleaseBoard : Change
{
    public static ChangeKind<ReleaseBoard> Kind { get; } = new("release", "P14")
    {
        Says = (_, _) => Messages.Notices.Resumed,
    };

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.IsTheChair(board, stamp)
        ?? (board.IsLocked ? Refusal.Locked : null)
        ?? (board.Held is null ? Refusal.NotHeld : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board with { Held = null };
}

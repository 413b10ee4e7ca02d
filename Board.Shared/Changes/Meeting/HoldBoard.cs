using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Meeting;

/// <summary>The chair pauses everybody's edits but the chairs' own (P14, L1).</summary>
public sealed record HoldBoard : Change
{
    public static ChangeKind<HoldBoard> Kind { get; } = new("hold", "P14")
    {
        Says = (_, _) => Messages.Done.Held,
    };

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.IsTheChair(board, stamp)
        ?? (board.IsLocked ? Refusal.Locked : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board with { Held = board.Held ?? stamp };
}

using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.People;

/// <summary>The author comes to the meeting, or comes back to it. Made by the join page, which knows the invitation.</summary>
/// <param name="Name">As they like to be called.</param>
/// <param name="Who">Who they are, in their words.</param>
/// <param name="Role">What they do at the meeting; follows from the invitation, never from the client.</param>
/// <param name="Circles">
/// The standing circles that they enter, where the invitation says others than the role does; null for those of the role. Of
/// somebody who comes back they stay what they were (C1).
/// </param>
public sealed record JoinBoard(string Name, string Who, Role Role, CircleSet? Circles = null) : Change
{
    public static ChangeKind<JoinBoard> Kind { get; } = new("join");

    public override bool ByServerOnly => true;

    public override Refusal? Check(Board board, Stamp stamp) =>
        (board.IsStarted ? null : Refusal.NotStarted)
        ?? Rules.NewId(stamp.By)
        ?? Rules.Line(Name)
        ?? Rules.Line(Who)
        ?? (board.Participant(stamp.By) is null && board.Participants.Count >= Bounds.Participants ? Refusal.TooManyPeople : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board.Participant(stamp.By) is null
        ? board with { Participants = board.Participants.Add(new(stamp.By, Name, Who, Role, stamp.At, Circles ?? board.Template.UsualFor(Role))) }
        : board.WithParticipant(stamp.By, p => p.CalledNow(Name, Who, Role, stamp.At) with { LeftAt = null, SentOut = null });
}

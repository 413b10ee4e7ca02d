using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.People;

/// <summary>The author comes to the meeting, or comes back to it. Made by the join page, which knows the invitation.</summary>
/// <param name="Name">As they like to be called.</param>
/// <param name="Who">Who they are, in their words.</param>
/// <param name="Role">What they do at the meeting; follows from the invitation, never from the client.</param>
/// <param name="Sees">What they see, where the invitation says more or less than the role does. Of somebody who comes back it stays what it was.</param>
public sealed record JoinBoard(string Name, string Who, Role Role, Audience? Sees = null) : Change
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
        ? board with { Participants = board.Participants.Add(new(stamp.By, Name, Who, Role, stamp.At, Sees: Sees)) }
        : board.WithParticipant(stamp.By, p => ComesBack(p, stamp));

    /// <summary>What somebody sees never changes, since their stream goes on where it was (V3).</summary>
    private Participant ComesBack(Participant was, Stamp stamp)
    {
        var now = was.CalledNow(Name, Who, Role, stamp.At) with { LeftAt = null, SentOut = null };
        return now.Audience == was.Audience ? now : now with { Sees = was.Audience };
    }
}

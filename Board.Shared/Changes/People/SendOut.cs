using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.People;

/// <summary>
/// A chair ends somebody's part in the meeting, on all their devices (A1, V6). What they wrote stays, with their name. A chair
/// leaves by their own hand.
/// </summary>
public sealed record SendOut(string Participant) : Change
{
    public static ChangeKind<SendOut> Kind { get; } = new("send-out", "A1")
    {
        Says = (sent, board) => board.Participant(sent.Participant) is { } person ? Messages.Done.SentOut(Names.InFull(person, board.Participants)) : null,
    };

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.IsTheChair(board, stamp)
        ?? Rules.APersonHere(board, Participant)
        ?? (board.Participant(Participant) is { IsChair: true } ? Refusal.CannotSendOut : null);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.WithParticipant(Participant, p => p.IsAtTheMeeting ? p with { LeftAt = stamp.At, SentOut = stamp } : p);
}

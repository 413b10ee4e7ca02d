using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.People;

/// <summary>A chair makes somebody else a chair, too (A1). Nobody is made one who does not see what a chair sees.</summary>
public sealed record AppointChair(string Participant) : Change
{
    public static ChangeKind<AppointChair> Kind { get; } = new("appoint-chair", "A1")
    {
        Says = (made, board) => board.Participant(made.Participant) is { } chair ? Messages.Done.ChairAppointed(Names.InFull(chair, board.Participants)) : null,
    };

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.IsTheChair(board, stamp)
        ?? Rules.APersonHere(board, Participant)
        ?? (board.Participant(Participant) is { IsChair: false } person && board.Participant(stamp.By)!.Standing.Ids.All(person.IsIn) ? null : Refusal.CannotChair);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.WithParticipant(Participant, p => p.CalledNow(p.Name, p.Who, Role.Chair, stamp.At));
}

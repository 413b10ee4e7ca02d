using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>The author corrects their own name, or who they are (A2).</summary>
public sealed record RenamePerson(string Name, string Who) : Change
{
    public static ChangeKind<RenamePerson> Kind { get; } = new("rename", "A2");

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? (board.IsLocked ? Refusal.Locked : null)
        ?? Rules.Line(Name)
        ?? Rules.Line(Who);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.WithParticipant(stamp.By, p => p with { Name = Name, Who = Who });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Participant(stamp.By) is { } was ? new RenamePerson(was.Name, was.Who) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Participant(stamp.By) is { } person && person.Name == Name && person.Who == Who;
}

using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.People;

/// <summary>
/// The author corrects their own name, or who they are (A2). What they said before stays under the name that they had (V8).
/// It waits like any other change while the meeting is held, somebody is outside, or the map is final.
/// </summary>
public sealed record RenamePerson(string Name, string Who) : Change
{
    public static ChangeKind<RenamePerson> Kind { get; } = new("rename", "A2")
    {
        Undone = Messages.Undo.NameBack,
    };

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.Open(board, stamp)
        ?? Rules.Line(Name)
        ?? Rules.Line(Who)
        ?? (board.Participant(stamp.By)?.Earlier?.Count >= Bounds.EarlierNames ? Refusal.TooMany : null);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.WithParticipant(stamp.By, p => p.CalledNow(Name, Who, p.Role, stamp.At));

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Participant(stamp.By) is { } was ? new RenamePerson(was.Name, was.Who) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Participant(stamp.By) is { } person && person.Name == Name && person.Who == Who;
}

using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Ports;

/// <summary>
/// One line of the access log: who did what about whom at which board. It names people by their ids alone; a name stands
/// on the board, or for a day in the waiting room, and is looked up there when the log is read.
/// </summary>
/// <param name="Board">The board's id.</param>
/// <param name="At">UTC.</param>
/// <param name="What">What happened.</param>
/// <param name="Participant">About whom it is; null when it is about nobody in particular.</param>
/// <param name="By">Who did it; null for nobody at the meeting.</param>
/// <param name="Role">As what: of the participant, or of those whom an invitation is for.</param>
/// <param name="Invitation">From which invitation; its id, which opens nothing.</param>
/// <param name="Detail">What was exported, in words of the program's own; or on what ground something was done that keeps or destroys the board.</param>
public sealed record AccessEntry(
    string Board,
    DateTimeOffset At,
    AccessKind What,
    string? Participant = null,
    string? By = null,
    Role? Role = null,
    string? Invitation = null,
    string? Detail = null);

/// <summary>What the access log knows of. Kept by its name, so a name is never changed.</summary>
public enum AccessKind
{
    Started,
    Opened,
    Asked,
    Withdrew,
    LetIn,
    Declined,
    Joined,
    Left,
    SentOut,
    ChairAppointed,
    Renamed,
    Invited,
    CodeMade,
    Revoked,
    DeviceLinkMade,
    DeviceLinked,
    Exported,
    LegallyHeld,
    LegalHoldEnded,
    Destroyed,
}

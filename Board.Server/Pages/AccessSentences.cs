using System.Globalization;
using MappingBoard.Server.Audit;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Pages;

/// <summary>A line of the access log in words.</summary>
internal static class AccessSentences
{
    /// <summary>What happened: "Ruth Bell let in Sam Marsh, as family".</summary>
    public static string Of(AccessEntry entry, AccessNames people)
    {
        // Where the line says itself as what somebody came, it is not said twice.
        var by = Name(entry.By, id => people.InFull(id, entry.At));
        var whom = Name(entry.Participant, id => entry.Role is null ? people.InFull(id, entry.At) : people.NameOf(id, entry.At));
        return entry.What switch
        {
            AccessKind.Started => $"{by} started the meeting",
            AccessKind.Opened => $"{whom} opened the map{As(entry.Role)}",
            AccessKind.Asked => $"{whom} asked to come in{As(entry.Role)}",
            AccessKind.Withdrew => $"{whom} did not want to wait any more",
            AccessKind.LetIn => $"{by} let in {whom}{As(entry.Role)}",
            AccessKind.Declined => $"{by} did not let in {whom}",
            AccessKind.Joined => $"{whom} came to the meeting{As(entry.Role)}",
            AccessKind.Left => $"{whom} left the meeting",
            AccessKind.SentOut => $"{by} ended the part of {whom} in the meeting",
            AccessKind.Renamed => $"{Name(entry.Participant, id => people.InFull(id, entry.At.AddTicks(-1)))} changed their name or who they are, and is called {Name(entry.Participant, id => people.InFull(id, entry.At))} from here on",
            AccessKind.ChairAppointed => $"{by} made {Name(entry.Participant, id => people.InFull(id, entry.At.AddTicks(-1)))} a chair",
            AccessKind.Invited => $"{by} made an invitation{For(entry.Role)}",
            AccessKind.CodeMade => $"{by} made a code to read out for an invitation",
            AccessKind.Revoked => $"{by} took an invitation back",
            AccessKind.DeviceLinkMade => $"{whom} made a link for another device of theirs",
            AccessKind.DeviceLinked => $"{whom} opened the meeting on another device",
            AccessKind.Exported => $"{by} exported {entry.Detail}",
            AccessKind.LegallyHeld => $"Legal hold began: {entry.Detail}",
            AccessKind.LegalHoldEnded => $"Legal hold ended: {entry.Detail}",
            AccessKind.Destroyed => $"The map was destroyed: {entry.Detail}",
            _ => entry.What.ToString(),
        };
    }

    /// <summary>Enough of an invitation's id to tell one from another.</summary>
    public static string? Invitation(AccessEntry entry) => entry.Invitation is null ? null : "invitation " + entry.Invitation[..4];

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Name(string? participant, Func<string, string?> called) =>
        participant is null ? "Information governance" : called(participant) ?? "Somebody who did not come in";

    private static string As(Role? role) => role is { } known ? ", as " + Names.Of(known) : "";

    private static string For(Role? role) => role switch
    {
        Role.Family => " for the family",
        Role.Professional => " for professionals",
        { } other => " for " + Names.Of(other),
        null => "",
    };
}

using System.Globalization;
using MappingBoard.Server.Access.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Server.Pages;

/// <summary>A line of the access log in words.</summary>
internal static class AccessSentences
{
    /// <summary>What happened: "Ruth Bell let in Sam Marsh, as family".</summary>
    public static string Of(AccessEntry entry, IReadOnlyDictionary<string, string> people)
    {
        var (by, whom) = (Name(entry.By, people), Name(entry.Participant, people));
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
            AccessKind.ChairAppointed => $"{by} made {whom} a chair",
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

    private static string Name(string? participant, IReadOnlyDictionary<string, string> people) =>
        participant is null ? "Information governance"
        : people.TryGetValue(participant, out var name) ? Bidi.Isolate(name)
        : "Somebody who did not come in";

    private static string As(Role? role) => role is { } known ? ", as " + InWords(known) : "";

    private static string For(Role? role) => role switch
    {
        Role.Family => " for the family",
        Role.Professional => " for professionals",
        { } other => " for " + InWords(other),
        null => "",
    };

    private static string InWords(Role role) => role switch
    {
        Role.Chair => "chair",
        Role.Professional => "professional",
        Role.Family => "family",
        Role.NoteTaker => "note-taker",
        _ => "helper",
    };
}

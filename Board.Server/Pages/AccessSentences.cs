using System.Globalization;
using MappingBoard.Server.Audit;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Language;

namespace MappingBoard.Server.Pages;

/// <summary>Lines of the access log in words, in the language of whoever reads them. Pure, safe on any thread.</summary>
internal static class AccessSentences
{
    /// <summary>What happened: "Ruth Bell let in Sam Marsh, as family".</summary>
    public static string Of(AccessEntry entry, AccessNames people, Localizer localizer)
    {
        var say = localizer.Access;
        var by = Name(entry.By, id => people.InFull(id, entry.At));
        var role = entry.Role?.ToString() ?? "";
        // Where the line says itself as what somebody came, it is not said twice.
        var whom = Name(entry.Participant, id => entry.Role is null ? people.InFull(id, entry.At) : people.NameOf(id, entry.At));
        var ground = entry.Detail ?? "";
        return entry.What switch
        {
            AccessKind.Started => say.Started(by),
            AccessKind.Opened => say.Opened(whom, role),
            AccessKind.Asked => say.Asked(whom, role),
            AccessKind.Withdrew => say.Withdrew(whom),
            AccessKind.LetIn => say.LetIn(by, whom, role),
            AccessKind.Declined => say.Declined(by, whom),
            AccessKind.Joined => say.Joined(whom, role),
            AccessKind.Left => say.Left(whom),
            AccessKind.SentOut => say.SentOut(by, whom),
            AccessKind.Renamed => say.Renamed(Before(), Name(entry.Participant, id => people.InFull(id, entry.At))),
            AccessKind.ChairAppointed => say.ChairAppointed(by, Before()),
            AccessKind.Invited => say.Invited(by, role),
            AccessKind.CodeMade => say.CodeMade(by),
            AccessKind.Revoked => say.Revoked(by),
            AccessKind.DeviceLinkMade => say.DeviceLinkMade(whom),
            AccessKind.DeviceLinked => say.DeviceLinked(whom),
            AccessKind.Exported => say.Exported(by, ground),
            AccessKind.LegallyHeld => say.LegallyHeld(ground),
            AccessKind.LegalHoldEnded => say.LegalHoldEnded(ground),
            AccessKind.Destroyed => say.Destroyed(ground),
            _ => entry.What.ToString(),
        };

        // As they were until the moment at which the line made something else of them.
        string Before() => Name(entry.Participant, id => people.InFull(id, entry.At.AddTicks(-1)));

        string Name(string? participant, Func<string, string?> called) =>
            participant is null ? say.Governance : called(participant) ?? say.NobodyKnown;
    }

    /// <summary>Enough of an invitation's id to tell one from another.</summary>
    public static string? Invitation(AccessEntry entry, Localizer localizer) =>
        entry.Invitation is { } id ? localizer.Access.Invitation(id[..4]) : null;

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}

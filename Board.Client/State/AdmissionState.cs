using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State;

/// <summary>The doors of the meeting as this page shows them: for a chair, and the link to one's own other device for everybody.</summary>
public sealed record AdmissionState
{
    /// <summary>Nobody waits, and nothing is open.</summary>
    public static AdmissionState Shut { get; } = new();

    /// <summary>Who waits to be let in, oldest first; only a chair is told.</summary>
    public ImmutableArray<JoinRequest> Asking { get; init; } = [];

    /// <summary>Requests that this page has spoken of already, so that each is said once.</summary>
    public ImmutableHashSet<string> Announced { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Requests that this page has decided and has no answer for yet.</summary>
    public ImmutableHashSet<string> Deciding { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether the sheet of invitations is open.</summary>
    public bool IsInviting { get; init; }

    /// <summary>The invitations that can be opened; null until the server has said.</summary>
    public ImmutableArray<OpenInvitation>? Invitations { get; init; }

    /// <summary>The link that was made last, while it is shown: nobody can show it again.</summary>
    public InvitationMade? Made { get; init; }

    /// <summary>The code that was made last, while it is shown, and for which invitation.</summary>
    public (string Invitation, CodeMade Code)? Code { get; init; }

    /// <summary>Whether the sheet for another device is open.</summary>
    public bool IsLinking { get; init; }

    /// <summary>The link to another device, while it is shown.</summary>
    public DeviceLinkMade? DeviceLink { get; init; }

    /// <summary>Whether a link, a list or a code has been asked for and has not come yet.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Why the last thing that was asked was not done; until something else is asked.</summary>
    public Refusal? Refused { get; init; }
}

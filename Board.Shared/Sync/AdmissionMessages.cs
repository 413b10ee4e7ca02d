using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Sync;

/// <summary>
/// What somebody at the meeting asks at its doors; answered once, by one <see cref="AdmissionAnswer"/>. For chairs alone, except
/// where it says otherwise; each is authorised against the room's present state (V6).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(MakeInvitation), "invite")]
[JsonDerivedType(typeof(ListInvitations), "invitations")]
[JsonDerivedType(typeof(MakeCode), "code")]
[JsonDerivedType(typeof(RevokeInvitation), "revoke")]
[JsonDerivedType(typeof(Admit), "admit")]
[JsonDerivedType(typeof(AdmitAll), "admit-all")]
[JsonDerivedType(typeof(Decline), "decline")]
[JsonDerivedType(typeof(LinkDevice), "link-device")]
public abstract record AdmissionRequest;

/// <summary>A link for a role, or for one person. Answered by <see cref="InvitationMade"/>.</summary>
/// <param name="Role">What those who come by it do; never <see cref="Role.Chair"/>, who is appointed at the meeting.</param>
/// <param name="Origin">The address of this server as the page sees it, ending in a slash; goes into the QR code.</param>
/// <param name="Circles">The standing circles that they enter, all of them the chair's own; those of the role when left out. Only an observer or a note-taker may enter others.</param>
/// <param name="Name">The one person whom it is for; null for everybody with that role.</param>
/// <param name="Who">Who that person is; stands in their form already.</param>
/// <param name="Uses">How many people may come by it, 1 to <see cref="AdmissionBounds.Uses"/>; left out: one for a named person, no limit otherwise.</param>
/// <param name="Hours">How long it can be opened, 1 to <see cref="AdmissionBounds.Hours"/>; the service's own time when left out.</param>
public sealed record MakeInvitation(
    Role Role,
    string Origin,
    CircleSet? Circles = null,
    string? Name = null,
    string? Who = null,
    int? Uses = null,
    int? Hours = null) : AdmissionRequest;

/// <summary>The invitations of this board that can still be opened. Answered by <see cref="InvitationList"/>.</summary>
public sealed record ListInvitations : AdmissionRequest;

/// <summary>A short code to read out, in place of the one before. Answered by <see cref="CodeMade"/>.</summary>
/// <param name="Invitation">The invitation that it leads to.</param>
public sealed record MakeCode(string Invitation) : AdmissionRequest;

/// <summary>Nobody comes by this invitation any more. Who waits or is at the meeting already stays. Answered by <see cref="AdmissionDone"/>.</summary>
public sealed record RevokeInvitation(string Invitation) : AdmissionRequest;

/// <summary>Lets in somebody who waits. Answered by <see cref="AdmissionDone"/>.</summary>
/// <param name="Id">See <see cref="JoinRequest.Id"/>.</param>
public sealed record Admit(string Id) : AdmissionRequest;

/// <summary>Lets in all of those whom the chair saw waiting, and nobody who has come since. Answered by <see cref="AdmissionDone"/>.</summary>
/// <param name="Ids">See <see cref="JoinRequest.Id"/>.</param>
public sealed record AdmitAll(ImmutableArray<string> Ids) : AdmissionRequest;

/// <summary>Tells somebody who waits that they cannot come in. Answered by <see cref="AdmissionDone"/>.</summary>
/// <param name="Id">See <see cref="JoinRequest.Id"/>.</param>
public sealed record Decline(string Id) : AdmissionRequest;

/// <summary>
/// A link that opens the meeting on one more device of the one who asks, for anybody at the meeting and for themself only.
/// Answered by <see cref="DeviceLinkMade"/>.
/// </summary>
/// <param name="Origin">As in <see cref="MakeInvitation.Origin"/>.</param>
public sealed record LinkDevice(string Origin) : AdmissionRequest;

/// <summary>The bounds of what is asked at the doors (B5).</summary>
public static class AdmissionBounds
{
    /// <summary>People who may come by one invitation that says how many.</summary>
    public const int Uses = 300;

    /// <summary>Ninety days.</summary>
    public const int Hours = 90 * 24;

    /// <summary>People who wait at one board at once.</summary>
    public const int Waiting = 100;

    /// <summary>Of these, by one link that is not for one person alone: whoever holds one and floods it leaves room for others.</summary>
    public const int WaitingByALink = 60;

    /// <summary>Places that only those get whose link is for one person alone.</summary>
    public const int KeptForTheInvited = 20;

    /// <summary>Whether one more may wait.</summary>
    /// <param name="isForOne">Whether their link is for one person alone.</param>
    /// <param name="waiting">How many wait.</param>
    /// <param name="byTheLink">How many of them came by the same link.</param>
    public static bool HasRoom(bool isForOne, int waiting, int byTheLink) =>
        isForOne ? waiting < Waiting : waiting < Waiting - KeptForTheInvited && byTheLink < WaitingByALink;

    /// <summary>Invitations of one board that can be opened at once.</summary>
    public const int Invitations = 100;
}

/// <summary>What comes of a <see cref="AdmissionRequest"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(InvitationMade), "invitation")]
[JsonDerivedType(typeof(InvitationList), "invitations")]
[JsonDerivedType(typeof(CodeMade), "code")]
[JsonDerivedType(typeof(DeviceLinkMade), "device-link")]
[JsonDerivedType(typeof(AdmissionDone), "done")]
[JsonDerivedType(typeof(AdmissionRefused), "refused")]
public abstract record AdmissionAnswer;

/// <summary>A new invitation. Its link is said this once: the server keeps only a hash of it.</summary>
/// <param name="Invitation">What it is for.</param>
/// <param name="Path">Relative to the server's address, for example <c>join/…</c>. A secret: never logged.</param>
/// <param name="QrSvg">An SVG picture of the whole address.</param>
public sealed record InvitationMade(OpenInvitation Invitation, string Path, string QrSvg) : AdmissionAnswer;

/// <summary>The invitations that can be opened, the latest first.</summary>
public sealed record InvitationList(ImmutableArray<OpenInvitation> Invitations) : AdmissionAnswer;

/// <summary>A code to read out on the phone. Said this once, like a link.</summary>
/// <param name="Code">Three groups of three signs, for example <c>7kq-2mx-9dt</c>.</param>
/// <param name="Until">From then on it leads nowhere, UTC.</param>
public sealed record CodeMade(string Code, DateTimeOffset Until) : AdmissionAnswer;

/// <summary>A link for one more device of the one who asked. It works once.</summary>
/// <param name="Path">Relative to the server's address. A secret: never logged.</param>
/// <param name="QrSvg">An SVG picture of the whole address.</param>
/// <param name="Until">From then on it leads nowhere, UTC.</param>
public sealed record DeviceLinkMade(string Path, string QrSvg, DateTimeOffset Until) : AdmissionAnswer;

/// <summary>It is done, and durable.</summary>
public sealed record AdmissionDone : AdmissionAnswer;

/// <summary>It was not done, and nothing has changed.</summary>
/// <param name="Code">Stable, for programs; see docs/PROTOCOL.md.</param>
/// <param name="Args">What the sentence for it needs besides; null for nothing.</param>
public sealed record AdmissionRefused(string Code, MessageArguments? Args = null) : AdmissionAnswer
{
    [JsonIgnore]
    public Refusal Reason => new(Code, Args);
}

/// <summary>An invitation that can be opened, without its link.</summary>
/// <param name="Id">Names the invitation, and opens nothing.</param>
/// <param name="Role">What those who come by it do.</param>
/// <param name="Circles">The standing circles that they enter.</param>
/// <param name="Used">How many have come by it or wait.</param>
/// <param name="Until">From then on it leads nowhere, UTC.</param>
/// <param name="Name">The one person whom it is for; null for everybody with that role.</param>
/// <param name="Uses">How many may come by it; null for any number.</param>
public sealed record OpenInvitation(
    string Id,
    Role Role,
    CircleSet Circles,
    int Used,
    DateTimeOffset Until,
    string? Name = null,
    int? Uses = null);

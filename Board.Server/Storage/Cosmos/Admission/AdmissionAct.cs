using System.Text.Json.Serialization;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// One thing that was done at the doors of a board. Kept for good, so it names nobody: names lie in documents of their
/// own (<see cref="AdmissionNames"/>), which can be destroyed. Immutable. Kept by its name, so a name is never changed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Invite), "invited")]
[JsonDerivedType(typeof(GiveCode), "code-given")]
[JsonDerivedType(typeof(Revoke), "revoked")]
[JsonDerivedType(typeof(Ask), "asked")]
[JsonDerivedType(typeof(Correct), "corrected")]
[JsonDerivedType(typeof(Decide), "decided")]
[JsonDerivedType(typeof(Lapse), "lapsed")]
[JsonDerivedType(typeof(MakeLink), "link-made")]
[JsonDerivedType(typeof(UseLink), "link-used")]
[JsonDerivedType(typeof(HoldLegally), "legally-held")]
[JsonDerivedType(typeof(EndLegalHold), "legal-hold-ended")]
[JsonDerivedType(typeof(Destroy), "destroyed")]
[JsonDerivedType(typeof(Gone), "gone")]
internal abstract record AdmissionAct
{
    /// <summary>Whether it is a line of the access log (A10).</summary>
    [JsonIgnore]
    public virtual bool IsNoted => true;

    /// <summary>Whether it is still there when the board was destroyed.</summary>
    [JsonIgnore]
    public bool Stays => this is HoldLegally or EndLegalHold or Destroy or Gone;

    /// <summary>See <see cref="IssuedInvitation"/>.</summary>
    /// <param name="Sees">The circles, as text (<see cref="AudienceLift.SetOf"/>).</param>
    /// <param name="Names">The id of the document with the name of the one whom it is for.</param>
    public sealed record Invite(
        string Id,
        string TokenHash,
        string CreatedBy,
        DateTimeOffset CreatedAt,
        Role Role,
        string Sees,
        DateTimeOffset ExpiresAt,
        int? Uses,
        DateTimeOffset? RevokedAt,
        string? Names) : AdmissionAct
    {
        public static Invite Of(IssuedInvitation invitation, string? names) => new(
            invitation.Id,
            invitation.TokenHash,
            invitation.CreatedBy,
            invitation.CreatedAt.ToUniversalTime(),
            invitation.Role,
            invitation.Circles.ToString(),
            invitation.ExpiresAt.ToUniversalTime(),
            invitation.Uses,
            invitation.RevokedAt?.ToUniversalTime(),
            names);
    }

    public sealed record GiveCode(string Invitation, string CodeHash, DateTimeOffset Until, DateTimeOffset At) : AdmissionAct;

    public sealed record Revoke(string Invitation, DateTimeOffset At) : AdmissionAct;

    /// <summary>See <see cref="LobbyRequest"/>.</summary>
    /// <param name="Sees">The circles, as text (<see cref="AudienceLift.SetOf"/>).</param>
    /// <param name="Names">The id of the document with the name of the one who asks.</param>
    public sealed record Ask(
        string Id,
        string Invitation,
        string Participant,
        Role Role,
        string Sees,
        DateTimeOffset AskedAt,
        string Names) : AdmissionAct
    {
        public static Ask Of(LobbyRequest request, string names) => new(
            request.Id,
            request.Invitation,
            request.Participant,
            request.Role,
            request.Circles.ToString(),
            request.AskedAt.ToUniversalTime(),
            names);
    }

    /// <summary>Who waits said anew who they are.</summary>
    /// <param name="Names">The id of the document with the new name.</param>
    public sealed record Correct(string Request, string Names) : AdmissionAct
    {
        public override bool IsNoted => false;
    }

    public sealed record Decide(string Request, LobbyState State, DateTimeOffset At) : AdmissionAct;

    /// <summary>All that had waited since before a moment was taken back.</summary>
    public sealed record Lapse(DateTimeOffset AskedBefore, DateTimeOffset At) : AdmissionAct
    {
        public override bool IsNoted => false;
    }

    public sealed record MakeLink(string TokenHash, string Participant, DateTimeOffset Until) : AdmissionAct;

    public sealed record UseLink(string TokenHash, DateTimeOffset At) : AdmissionAct;

    /// <summary>The board is under legal hold from now on (K4).</summary>
    public sealed record HoldLegally(DateTimeOffset At) : AdmissionAct;

    public sealed record EndLegalHold(DateTimeOffset At) : AdmissionAct;

    /// <summary>The board is being destroyed (K3). Nothing is done at its doors after that.</summary>
    /// <param name="At">When, UTC.</param>
    /// <param name="Ground">See <see cref="Server.Ports.DestructionOrder.Ground"/>.</param>
    /// <param name="Hash">The hash of the last commit as it was then, 64 hex digits.</param>
    public sealed record Destroy(DateTimeOffset At, string Ground, string Hash) : AdmissionAct;

    /// <summary>What is left of any other act at the doors of a destroyed board: that there was one.</summary>
    public sealed record Gone : AdmissionAct;
}

using MappingBoard.Server.Ports;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// What may be done next. Judged on all acts up to a number, and written as the act after it or not at all: so nobody
/// slips past a bound, and of two who decide the same one is first. At the doors of a destroyed board there is nothing
/// left that anything could be done with, and nothing new is let in.
/// </summary>
internal sealed partial record AdmissionState
{
    /// <summary>Refused when as many invitations can be opened as may, or the board was destroyed.</summary>
    /// <exception cref="ArgumentException">It is known already.</exception>
    public Verdict<bool> Judge(AdmissionAct.Invite invite)
    {
        if (Destroyed is not null) return new(false);
        if (Invitations.Values.Count(i => i.IsOpenAt(invite.CreatedAt)) >= AdmissionBounds.Invitations) return new(false);
        if (Invitations.ContainsKey(invite.Id) || Invitations.Values.Any(i => i.Made.TokenHash == invite.TokenHash))
            throw new ArgumentException("The invitation is known already.", nameof(invite));
        return new(true, invite);
    }

    /// <summary>Refused when there is no such invitation that can be opened.</summary>
    public Verdict<bool> Judge(AdmissionAct.GiveCode code) =>
        Invitations.TryGetValue(code.Invitation, out var there) && there.IsOpenAt(code.At) ? new(true, code) : new(false);

    /// <summary>Refused when there is no such invitation, or it was revoked before.</summary>
    public Verdict<bool> Judge(AdmissionAct.Revoke revoke) =>
        Invitations.TryGetValue(revoke.Invitation, out var there) && there.RevokedAt is null ? new(true, revoke) : new(false);

    /// <summary>The same request again while it waits corrects the names alone.</summary>
    public Verdict<Asked> Judge(AdmissionAct.Ask ask)
    {
        if (Requests.TryGetValue(ask.Id, out var there))
            return there.State == LobbyState.Waiting ? new(Asked.Waits, new AdmissionAct.Correct(ask.Id, ask.Names)) : new(Asked.Decided);
        if (!Invitations.TryGetValue(ask.Invitation, out var invitation) || !invitation.IsOpenAt(ask.AskedAt) || Used(ask.Invitation) >= invitation.Made.Uses)
            return new(Asked.InvitationIsOver);
        var waiting = Requests.Values.Where(r => r.State == LobbyState.Waiting).ToList();
        return AdmissionBounds.HasRoom(invitation.Made.Uses == 1, waiting.Count, waiting.Count(r => r.Asked.Invitation == ask.Invitation))
            ? new(Asked.Waits, ask)
            : new(Asked.Full);
    }

    /// <summary>Refused when nobody waits with such a request.</summary>
    public Verdict<bool> Judge(AdmissionAct.Decide decide) =>
        Requests.TryGetValue(decide.Request, out var there) && there.State == LobbyState.Waiting ? new(true, decide) : new(false);

    /// <summary>Nothing is to be done where nobody has waited for so long.</summary>
    public Verdict<bool> Judge(AdmissionAct.Lapse lapse) =>
        Requests.Values.Any(r => r.HasWaitedSinceBefore(lapse.AskedBefore)) ? new(true, lapse) : new(false);

    /// <summary>Refused when the board was destroyed.</summary>
    public Verdict<bool> Judge(AdmissionAct.MakeLink link) => Destroyed is null ? new(true, link) : new(false);

    /// <summary>Refused when the link cannot be used at that moment.</summary>
    public Verdict<bool> Judge(AdmissionAct.UseLink use) => LinkWith(use.TokenHash, use.At) is null ? new(false) : new(true, use);

    /// <summary>Refused when it is under legal hold already, or was destroyed.</summary>
    public Verdict<RetentionRefusal?> Judge(AdmissionAct.HoldLegally hold) =>
        Destroyed is not null ? new(RetentionRefusal.Destroyed) : HeldSince is not null ? new(RetentionRefusal.Held) : new(null, hold);

    /// <summary>Refused when it is not under legal hold.</summary>
    public Verdict<RetentionRefusal?> Judge(AdmissionAct.EndLegalHold end) => HeldSince is null ? new(RetentionRefusal.NotHeld) : new(null, end);

    /// <summary>Refused under legal hold. What has begun is carried on, without an act.</summary>
    public Verdict<RetentionRefusal?> Judge(AdmissionAct.Destroy destroy) =>
        HeldSince is not null ? new(RetentionRefusal.Held) : Destroyed is not null ? new(null) : new(null, destroy);
}

/// <param name="Answer">What to say, once the act is written.</param>
/// <param name="Act">The act to write; null when nothing is.</param>
internal readonly record struct Verdict<T>(T Answer, AdmissionAct? Act = null);

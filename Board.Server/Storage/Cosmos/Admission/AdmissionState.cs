using System.Collections.Immutable;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// How it stands at the doors of one board after so many acts: a fold over them and nothing else. Immutable and pure. It
/// names nobody; what names a thing has, <see cref="AdmissionNames"/> knows.
/// </summary>
internal sealed partial record AdmissionState(string Board)
{
    /// <summary>The last act that is in it; 0 before the first.</summary>
    public long Number { get; private init; }

    /// <summary>Since when the board is under legal hold (K4), UTC; null when it is not.</summary>
    public DateTimeOffset? HeldSince { get; private init; }

    /// <summary>The act that destroys the board (K3); null as long as there is none.</summary>
    public AdmissionAct.Destroy? Destroyed { get; private init; }

    private ImmutableDictionary<string, Invitation> Invitations { get; init; } = Empty<Invitation>();

    private ImmutableDictionary<string, Request> Requests { get; init; } = Empty<Request>();

    private ImmutableDictionary<string, Link> Links { get; init; } = Empty<Link>();

    /// <summary>The state after one more act. What an act speaks of and there is not, it leaves as it is; and all of it when the board was destroyed.</summary>
    public AdmissionState After(AdmissionAct act) => (act switch
    {
        _ when Destroyed is not null => this,
        AdmissionAct.Invite invite => this with { Invitations = Invitations.SetItem(invite.Id, new(invite)) },
        AdmissionAct.GiveCode code => With(code.Invitation, i => i with { CodeHash = code.CodeHash, CodeUntil = code.Until }),
        AdmissionAct.Revoke revoke => With(revoke.Invitation, i => i with { RevokedAt = revoke.At, CodeHash = null, CodeUntil = null }),
        AdmissionAct.Ask ask => this with { Requests = Requests.SetItem(ask.Id, new(ask, ask.Names)) },
        AdmissionAct.Correct correct => With(correct.Request, r => r with { Names = correct.Names }),
        AdmissionAct.Decide decide => With(decide.Request, r => r.Answered(decide.State, decide.At)),
        AdmissionAct.Lapse lapse => this with { Requests = Taken(lapse) },
        AdmissionAct.MakeLink link => this with { Links = Without(link.Participant).SetItem(link.TokenHash, new(link)) },
        AdmissionAct.UseLink used => this with { Links = Links.Remove(used.TokenHash) },
        AdmissionAct.HoldLegally held => this with { HeldSince = HeldSince ?? held.At },
        AdmissionAct.EndLegalHold => this with { HeldSince = null },
        AdmissionAct.Destroy destroy => new(Board) { Number = Number, Destroyed = destroy },
        _ => this,
    }) with
    { Number = Number + 1 };

    /// <summary>An invitation, without names; null when there is none with this id.</summary>
    public (IssuedInvitation Invitation, string? Names)? InvitationWith(string id) =>
        Invitations.TryGetValue(id, out var there) ? Shown(there) : null;

    /// <summary>The invitation that a code leads to at that moment.</summary>
    public (IssuedInvitation Invitation, string? Names)? InvitationByCode(string codeHash, DateTimeOffset now) =>
        Invitations.Values.FirstOrDefault(i => i.CodeHash == codeHash && i.CodeUntil > now && i.IsOpenAt(now)) is { } there ? Shown(there) : null;

    /// <summary>The invitations that can be opened at that moment, the latest first.</summary>
    public IEnumerable<(IssuedInvitation Invitation, string? Names)> OpenInvitations(DateTimeOffset now) => Invitations.Values
        .Where(i => i.IsOpenAt(now))
        .OrderByDescending(i => i.Made.CreatedAt)
        .ThenBy(i => i.Made.Id, StringComparer.Ordinal)
        .Select(Shown);

    /// <summary>A request, without names; null when there is none with this id.</summary>
    public (LobbyRequest Request, string Names)? RequestWith(string id) => Requests.TryGetValue(id, out var there) ? Shown(there) : null;

    /// <summary>Every request, whatever became of it.</summary>
    public IEnumerable<(LobbyRequest Request, string Names)> AllRequests() => Requests.Values.Select(Shown);

    /// <summary>Those who wait, in the order of asking.</summary>
    public IEnumerable<(LobbyRequest Request, string Names)> Waiting() => Requests.Values
        .Where(r => r.State == LobbyState.Waiting)
        .OrderBy(r => r.Asked.AskedAt)
        .ThenBy(r => r.Asked.Id, StringComparer.Ordinal)
        .Select(Shown);

    /// <summary>The link with this hash of its token, if it can be used at that moment.</summary>
    public DeviceLink? LinkWith(string tokenHash, DateTimeOffset now) =>
        Links.TryGetValue(tokenHash, out var there) && there.Made.Until > now ? new(Board, there.Made.Participant, there.Made.Until) : null;

    /// <summary>Whether names are still needed, when those of things that were over before a moment are not. Of nothing that there is: no.</summary>
    /// <param name="names">The id of their document.</param>
    /// <param name="of">The id of the invitation or the request.</param>
    /// <param name="overBefore">The moment.</param>
    public bool Needs(string names, string of, DateTimeOffset overBefore) =>
        (Requests.TryGetValue(of, out var request) && request.Names == names && !(request.DecidedAt < overBefore))
        || (Invitations.TryGetValue(of, out var invitation) && invitation.Made.Names == names && !invitation.WasOver(overBefore));

    private static ImmutableDictionary<string, T> Empty<T>() => ImmutableDictionary.Create<string, T>(StringComparer.Ordinal);

    private AdmissionState With(string invitation, Func<Invitation, Invitation> change) =>
        Invitations.TryGetValue(invitation, out var there) ? this with { Invitations = Invitations.SetItem(invitation, change(there)) } : this;

    private AdmissionState With(string request, Func<Request, Request> change) =>
        Requests.TryGetValue(request, out var there) ? this with { Requests = Requests.SetItem(request, change(there)) } : this;

    private ImmutableDictionary<string, Request> Taken(AdmissionAct.Lapse lapse) => Requests.SetItems(
        from request in Requests
        where request.Value.HasWaitedSinceBefore(lapse.AskedBefore)
        select KeyValuePair.Create(request.Key, request.Value.Answered(LobbyState.Withdrawn, lapse.At)));

    private ImmutableDictionary<string, Link> Without(string participant) =>
        Links.RemoveRange(Links.Where(l => l.Value.Made.Participant == participant).Select(l => l.Key));

    /// <summary>A use is a request that waits or was let in.</summary>
    private int Used(string invitation) =>
        Requests.Values.Count(r => r.Asked.Invitation == invitation && r.State is LobbyState.Waiting or LobbyState.Admitted);

    private (IssuedInvitation Invitation, string? Names) Shown(Invitation there)
    {
        var made = there.Made;
        var shown = new IssuedInvitation(
            made.Id,
            made.TokenHash,
            Board,
            made.CreatedBy,
            made.CreatedAt,
            made.Role,
            AudienceLift.SetOf(made.Sees),
            made.ExpiresAt,
            Uses: made.Uses,
            RevokedAt: there.RevokedAt);
        return (shown with { Used = Used(made.Id) }, made.Names);
    }

    private (LobbyRequest Request, string Names) Shown(Request there)
    {
        var asked = there.Asked;
        return (
            new(asked.Id, Board, asked.Invitation, asked.Participant, Name: null, Who: null, asked.Role, AudienceLift.SetOf(asked.Sees), asked.AskedAt, there.State),
            there.Names);
    }

    private sealed record Invitation(AdmissionAct.Invite Made)
    {
        public DateTimeOffset? RevokedAt { get; init; } = Made.RevokedAt;

        public string? CodeHash { get; init; }

        public DateTimeOffset? CodeUntil { get; init; }

        public bool IsOpenAt(DateTimeOffset now) => Made.ExpiresAt > now && RevokedAt is null;

        public bool WasOver(DateTimeOffset before) => Made.ExpiresAt < before || RevokedAt < before;
    }

    private sealed record Request(AdmissionAct.Ask Asked, string Names)
    {
        public LobbyState State { get; private init; } = LobbyState.Waiting;

        public DateTimeOffset? DecidedAt { get; private init; }

        public Request Answered(LobbyState state, DateTimeOffset at) =>
            State == LobbyState.Waiting ? this with { State = state, DecidedAt = at } : this;

        public bool HasWaitedSinceBefore(DateTimeOffset moment) => State == LobbyState.Waiting && Asked.AskedAt < moment;
    }

    private sealed record Link(AdmissionAct.MakeLink Made);
}

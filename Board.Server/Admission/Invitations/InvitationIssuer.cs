using System.Collections.Immutable;
using System.Security.Cryptography;
using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission.Invitations;

/// <summary>The links by which others ask to come to a meeting. Thread-safe.</summary>
public sealed class InvitationIssuer(IInvitationStore store, TimeProvider time, IOptions<AccessOptions> options)
{
    private const string JoinPath = "join/";

    /// <summary>Makes a link.</summary>
    /// <param name="board">The board as it is.</param>
    /// <param name="by">The chair who invites: only into circles of their own (C1).</param>
    /// <param name="wish">What it is for.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>An <see cref="InvitationMade"/>, or why there is none.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<AdmissionAnswer> Make(Board board, string by, MakeInvitation wish, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(wish);
        if (Origin.In(wish.Origin) is not { } origin) return AdmissionRefusal.Malformed;
        if (Check(board, by, wish) is { } refused) return refused;

        var token = InvitationToken.New();
        var now = time.GetUtcNow();
        var invitation = new IssuedInvitation(
            Ids.From(RandomNumberGenerator.GetBytes(16)),
            InvitationToken.HashOf(token)!,
            board.Id,
            by,
            now,
            wish.Role,
            wish.Circles ?? board.Template.UsualFor(wish.Role),
            now + (wish.Hours is { } hours ? TimeSpan.FromHours(hours) : TimeSpan.FromDays(options.Value.InvitationDays)),
            wish.Name?.Trim(),
            wish.Who?.Trim(),
            wish.Uses ?? (wish.Name is null ? null : 1));
        var entry = new AccessEntry(board.Id, now, AccessKind.Invited, By: by, Role: wish.Role, Invitation: invitation.Id);
        if (!await store.Create(invitation, entry, cancel)) return AdmissionRefusal.TooManyInvitations;
        var path = JoinPath + token;
        return new InvitationMade(Shown(invitation), path, QrCode.Of(new(origin, path)));
    }

    /// <summary>The invitations of a board that can be opened.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<ImmutableArray<OpenInvitation>> Read(string board, CancellationToken cancel) =>
        [.. (await store.ReadOpen(board, time.GetUtcNow(), cancel)).Select(Shown)];

    /// <summary>Ends an invitation.</summary>
    /// <returns>Whether the board had it, and it was not revoked before.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public Task<bool> Revoke(string board, string by, string invitation, CancellationToken cancel) =>
        store.Revoke(invitation, new(board, time.GetUtcNow(), AccessKind.Revoked, By: by, Invitation: invitation), cancel);

    /// <summary>What a link leads to; null when there is no such link, it has expired, or it was revoked.</summary>
    /// <param name="token">The secret part of the link, as it was opened or typed: see <see cref="InvitationToken"/>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<IssuedInvitation?> Find(string? token, CancellationToken cancel) =>
        InvitationToken.HashOf(token) is { } hash ? StillOpen(await store.Find(hash, cancel)) : null;

    /// <summary>The invitation with this id, as <see cref="Find"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<IssuedInvitation?> FindById(string? id, CancellationToken cancel) =>
        id is null ? null : StillOpen(await store.FindById(id, cancel));

    private IssuedInvitation? StillOpen(IssuedInvitation? invitation) => invitation?.IsOpenAt(time.GetUtcNow()) == true ? invitation : null;

    private static AdmissionRefused? Check(Board board, string by, MakeInvitation wish) =>
        Enum.IsDefined(wish.Role) && wish.Role != Role.Chair && MayEnter(board, by, wish)
            ? wish.Uses is < 1 or > AdmissionBounds.Uses || wish.Hours is < 1 or > AdmissionBounds.Hours ? AdmissionRefusal.OutOfRange
            : AdmissionRefusal.OfALine(wish.Name) ?? AdmissionRefusal.OfALine(wish.Who)
            : AdmissionRefusal.NotARoleToInvite;

    /// <summary>Helpers may be in any circle of the chair's; of everybody else it follows from the role what they see.</summary>
    private static bool MayEnter(Board board, string by, MakeInvitation wish)
    {
        var usual = board.Template.UsualFor(wish.Role);
        var circles = wish.Circles ?? usual;
        return (circles == usual || (wish.Role is Role.Observer or Role.NoteTaker && usual.Ids.All(circles.Contains)))
            && board.Participant(by) is { } chair && circles.Ids.All(chair.IsIn);
    }

    private static OpenInvitation Shown(IssuedInvitation invitation) => new(
        invitation.Id,
        invitation.Role,
        invitation.Circles,
        invitation.Used,
        invitation.ExpiresAt,
        invitation.Name,
        invitation.Uses);
}

using MappingBoard.Shared.Sync;
using Microsoft.Extensions.Options;
using QRCoder;

namespace MappingBoard.Server.Access;

/// <summary>Invitations over an <see cref="IInvitationStore"/>.</summary>
internal sealed class Invitations(IInvitationStore store, TimeProvider time, IOptions<AccessOptions> options) : IInvitations
{
    private const string JoinPath = "join/";

    public async Task<Invitation> Create(string board, string by, Uri origin, CancellationToken cancel)
    {
        var token = InvitationToken.New();
        var now = time.GetUtcNow();
        var until = now + TimeSpan.FromDays(options.Value.InvitationDays);
        await store.Create(new(InvitationToken.HashOf(token)!, board, by, now, ExpiresAt: until), cancel);
        var path = JoinPath + token;
        return new(path, QrOf(new Uri(origin, path).AbsoluteUri));
    }

    public async Task<InvitedTo?> Find(string token, CancellationToken cancel) =>
        InvitationToken.HashOf(token) is { } hash
        && await store.Find(hash, cancel) is { } invitation
        && invitation.IsOpenAt(time.GetUtcNow())
            ? new(invitation.Board, invitation.CreatedBy)
            : null;

    // Dark on white in every theme, with the margin that the standard asks for: cameras want it so.
    private static string QrOf(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return new SvgQRCode(data).GetGraphic(8, "#14120f", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}

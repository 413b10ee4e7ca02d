using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission.Devices;

/// <summary>
/// Links by which somebody at the meeting opens it on one more device, as the same person and without asking again. Each
/// works once and for a few minutes, and only while its person is at the meeting. Thread-safe.
/// </summary>
public sealed class DeviceLinks(IDeviceLinkStore store, RoomDirectory rooms, TimeProvider time, IOptions<AccessOptions> options)
{
    private const string Path = "device/";

    /// <summary>Makes a link for the one who asks.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="participant">Who asks; at the meeting.</param>
    /// <param name="origin">The address of this server as their page sees it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>A <see cref="DeviceLinkMade"/>, or why there is none.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<AdmissionAnswer> Make(string board, string participant, string origin, CancellationToken cancel)
    {
        if (Origin.In(origin) is not { } address) return AdmissionRefusal.Malformed;
        var token = InvitationToken.New();
        var now = time.GetUtcNow();
        var link = new DeviceLink(board, participant, now + TimeSpan.FromMinutes(options.Value.DeviceLinkMinutes));
        var entry = new AccessEntry(board, now, AccessKind.DeviceLinkMade, participant, participant);
        await store.Create(InvitationToken.HashOf(token)!, link, entry, cancel);
        var path = Path + token;
        return new DeviceLinkMade(path, QrCode.Of(new(address, path)), link.Until);
    }

    /// <summary>
    /// Where a link leads and as whom; null when it cannot be used, or its person is not at the meeting any more. Looking uses
    /// nothing up: programs that show a preview of a link look, too.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<DeviceLink?> Find(string? token, CancellationToken cancel) =>
        InvitationToken.HashOf(token) is { } hash
        && await store.Find(hash, time.GetUtcNow(), cancel) is { } link
        && await rooms.Read(link.Board, link.Participant, cancel) is var (board, _)
        && board.Participant(link.Participant) is { IsAtTheMeeting: true }
            ? link
            : null;

    /// <summary>Uses a link up.</summary>
    /// <returns>As <see cref="Find"/>.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<DeviceLink?> Use(string? token, CancellationToken cancel)
    {
        if (await Find(token, cancel) is not { } link) return null;
        var entry = new AccessEntry(link.Board, time.GetUtcNow(), AccessKind.DeviceLinked, link.Participant, link.Participant);
        return await store.Use(InvitationToken.HashOf(token)!, entry, cancel) ? link : null;
    }
}

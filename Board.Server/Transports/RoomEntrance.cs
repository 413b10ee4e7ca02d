using System.Security.Claims;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Transports;

/// <summary>Lets a page into its room, over whatever connection it comes. Thread-safe.</summary>
public sealed class RoomEntrance(RoomDirectory rooms, Pace pace)
{
    /// <summary>The page comes in, or its outbox gets the reason why not and ends.</summary>
    /// <param name="who">What the signed cookie says.</param>
    /// <param name="request">What the page says.</param>
    /// <param name="outbox">Where a <see cref="Welcome"/> goes, and everything after it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>Null when the page was sent away, or dropped for coming far too often.</returns>
    /// <exception cref="MappingBoard.Server.Ports.StoreUnavailableException">The board is not open and the store did not answer; the page may come again.</exception>
    public async Task<RoomSession?> Enter(ClaimsPrincipal who, EnterRequest request, Outbox outbox, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(outbox);
        if (WireVersion.Refuses(request.V) is { } otherVersion) return SentAway(outbox, otherVersion);
        if (ParticipantClaims.ParticipantOf(who, request.Board) is not { } participant) return SentAway(outbox, CloseReasons.NotHere);
        if (!Ids.IsWellFormed(request.Replica)) return SentAway(outbox, CloseReasons.NotYourReplica);
        var pagePace = pace.For(request.Board, participant);
        if (pagePace.Ask() != PaceVerdict.Admitted)
        {
            // Coming in is dear: a whole board may have to be sent. The page comes back by itself, later.
            outbox.Drop();
            return null;
        }

        RoomLease? lease;
        try
        {
            lease = await rooms.Open(request.Board, cancel);
        }
        catch (DamagedLogException)
        {
            return SentAway(outbox, CloseReasons.Damaged);
        }
        catch (NewerLogException)
        {
            return SentAway(outbox, VersionClosed.NewerLog);
        }

        if (lease is null) return SentAway(outbox, CloseReasons.NoBoard);
        var connection = new RoomConnection(participant, request.Replica, outbox);
        lease.Room.Enter(connection, request.Stream == 0 || request.Projection == ProjectionVersion.Current ? request.Stream : EnterRequest.WholeBoard);
        return new(request.Board, connection, lease, pagePace);
    }

    private static RoomSession? SentAway(Outbox outbox, Closed reason)
    {
        outbox.Close(reason);
        return null;
    }
}

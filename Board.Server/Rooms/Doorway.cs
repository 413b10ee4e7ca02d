using System.Security.Claims;
using MappingBoard.Server.Access;
using MappingBoard.Server.Hub;
using MappingBoard.Server.Storage;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Lets a page into its room, over whatever connection it comes. Thread-safe.</summary>
public sealed class Doorway(RoomDirectory rooms, Pace pace)
{
    /// <summary>The page comes in, or its outbox gets the reason why not and ends.</summary>
    /// <param name="who">What the signed cookie says.</param>
    /// <param name="request">What the page says.</param>
    /// <param name="outbox">Where a <see cref="Welcome"/> goes, and everything after it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>Null when the page was sent away, or dropped for coming far too often.</returns>
    /// <exception cref="MappingBoard.Server.Storage.StoreUnavailableException">The board is not open and the store did not answer; the page may come again.</exception>
    public async Task<Visit?> Enter(ClaimsPrincipal who, EnterRequest request, Outbox outbox, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(outbox);
        if (WireVersion.Refuses(request.V) is { } otherVersion) return SentAway(outbox, otherVersion);
        if (ParticipantClaims.ParticipantOf(who, request.Board) is not { } participant) return SentAway(outbox, Farewell.NotHere);
        if (!Ids.IsWellFormed(request.Replica)) return SentAway(outbox, Farewell.NotYourReplica);
        var pagePace = pace.For(request.Board, participant);
        if (pagePace.Ask() != Admission.Admitted)
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
            return SentAway(outbox, Farewell.Damaged);
        }
        catch (NewerLogException)
        {
            return SentAway(outbox, VersionClosed.NewerLog);
        }

        if (lease is null) return SentAway(outbox, Farewell.NoBoard);
        var seat = new Seat(participant, request.Replica, outbox);
        lease.Room.Enter(seat, request.Stream == 0 || request.Projection == ProjectionVersion.Current ? request.Stream : EnterRequest.WholeBoard);
        return new(request.Board, seat, lease, pagePace);
    }

    private static Visit? SentAway(Outbox outbox, Closed reason)
    {
        outbox.Close(reason);
        return null;
    }
}

using System.Collections.Immutable;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms.Delivery;

/// <summary>
/// Gives what is durable to the pages of a room: to each audience in its own lane, at that lane's pace (G4). Every viewer
/// has numbers without gaps (V3), whatever they do not see. Keeps the latest at hand for those who come back (B2). Used by
/// its room's loop alone.
/// </summary>
internal sealed class Broadcaster
{
    private readonly RoomConnections _connections;

    /// <summary>Those who see least come first: what others get besides never makes them wait.</summary>
    private readonly ImmutableArray<(Audience Audience, AudienceLane Lane, AudienceRing Ring)> _lanes;

    /// <summary>The stream number of the last change, by participant, of which they got something of their own.</summary>
    private readonly Dictionary<string, long> _lastOwn = new(StringComparer.Ordinal);

    /// <param name="connections">The pages in the room.</param>
    /// <param name="options">The bounds and the pace.</param>
    /// <param name="time">The clock.</param>
    /// <param name="inbox">Where timers come back to.</param>
    public Broadcaster(RoomConnections connections, RoomOptions options, TimeProvider time, RoomInbox inbox)
    {
        _connections = connections;
        _lanes = [.. Enum.GetValues<Audience>().Select(a => (a, new AudienceLane(a, connections, options, time, inbox), new AudienceRing(options.RingChanges)))];
    }

    /// <summary>
    /// Gives out a commit that is durable (O2). Authors get their answers just before their changes: wherever their pages
    /// are connected now, and whichever server took the batch.
    /// </summary>
    /// <param name="before">The ledger before the commit.</param>
    /// <param name="seen">What viewers get of it.</param>
    /// <param name="after">The ledger after it.</param>
    public void Send(Ledger before, SeenCommit seen, Ledger after)
    {
        var numbers = before.Views.Numbers;
        foreach (var participant in seen.Own.Keys) _lastOwn[participant] = after.StreamOf(participant);
        foreach (var (audience, lane, ring) in _lanes)
        {
            if (seen.For(audience) is { IsEmpty: false } common) ring.Keep(numbers.Common(audience) + 1, common);
            lane.Take(numbers, seen);
        }
    }

    /// <summary>Says an answer once more that was given before.</summary>
    public void Answer(RoomConnection connection, BatchAnswer first)
    {
        LaneOf(connection.Audience).CatchUp(connection);
        connection.Outbox.TryWrite(new Answered(first));
    }

    /// <summary>Says to the pages of an audience, but one, what a person is doing.</summary>
    public void Show(PersonPresence person, Audience audience, RoomConnection? exceptFor) => LaneOf(audience).Show(person, exceptFor);

    /// <summary>A page came in, and knows all that is durable by now: the next frame goes on from there.</summary>
    public void Subscribe(RoomConnection connection) => LaneOf(connection.Audience).HasAll(connection);

    /// <summary>Sends everything that waits.</summary>
    public void Flush()
    {
        foreach (var (_, lane, _) in _lanes) lane.Flush();
    }

    /// <summary>What a page missed since a number: the batches, or a snapshot where that is smaller or they are not at hand (B2).</summary>
    public (ImmutableArray<StreamBatch> Missed, BoardSnapshot? Snapshot) Since(RoomConnection connection, long stream, Ledger ledger)
    {
        var numbers = ledger.Views.Numbers;
        if (stream == numbers.Of(connection.Participant, connection.Audience)) return ([], null);
        if (stream >= _lastOwn.GetValueOrDefault(connection.Participant))
        {
            var missed = _lanes[(int)connection.Audience].Ring.Since(
                stream - numbers.OwnOf(connection.Participant),
                numbers.Common(connection.Audience),
                ledger.Views.For(connection.Audience));
            if (missed is { } batches) return (batches, null);
        }

        return ([], BoardSnapshot.Of(ledger.SeenBy(connection.Participant)));
    }

    /// <summary>The page of a replica of somebody's, when it is here.</summary>
    public RoomConnection? PageOf(string replica, string by) => _connections.Of(replica) is { } connection && connection.Participant == by ? connection : null;

    /// <summary>The room has ended: nothing is sent any more.</summary>
    public void End()
    {
        foreach (var (_, lane, _) in _lanes) lane.Dispose();
    }

    private AudienceLane LaneOf(Audience audience) => _lanes[(int)audience].Lane;
}

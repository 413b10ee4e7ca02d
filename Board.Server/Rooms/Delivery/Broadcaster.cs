using System.Collections.Immutable;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms.Delivery;

/// <summary>
/// Gives what is durable to the pages of a room: to those who are in the same circles in a lane of their own, at that lane's pace (G4). Every viewer
/// has numbers without gaps (V3), whatever they do not see. Keeps the latest at hand for those who come back (B2). Used by
/// its room's loop alone.
/// </summary>
internal sealed class Broadcaster
{
    private readonly RoomConnections _connections;

    private readonly RoomOptions _options;
    private readonly TimeProvider _time;
    private readonly RoomInbox _inbox;

    /// <summary>Those in fewer circles come first: what others get besides never makes them wait.</summary>
    private readonly SortedList<(int Circles, string Key), (CircleSet Set, SetLane Lane, SetRing Ring)> _lanes = [];

    /// <summary>The stream number of the last change, by participant, of which they got something of their own.</summary>
    private readonly Dictionary<string, long> _lastOwn = new(StringComparer.Ordinal);

    /// <param name="connections">The pages in the room.</param>
    /// <param name="options">The bounds and the pace.</param>
    /// <param name="time">The clock.</param>
    /// <param name="inbox">Where timers come back to.</param>
    public Broadcaster(RoomConnections connections, RoomOptions options, TimeProvider time, RoomInbox inbox)
    {
        _connections = connections;
        _options = options;
        _time = time;
        _inbox = inbox;
    }

    /// <summary>The sets of circles to whose people something was sent here.</summary>
    public IEnumerable<CircleSet> Sets => _lanes.Values.Select(l => l.Set);

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
        foreach (var set in seen.Sets.Keys) Of(set);
        foreach (var (set, lane, ring) in _lanes.Values)
        {
            if (seen.For(set) is { IsEmpty: false } common) ring.Keep(numbers.Common(set) + 1, common);
            lane.Take(numbers, seen);
        }
    }

    /// <summary>Says an answer once more that was given before.</summary>
    public void Answer(RoomConnection connection, BatchAnswer first)
    {
        Of(connection.Set).Lane.CatchUp(connection);
        connection.Outbox.TryWrite(new Answered(first));
    }

    /// <summary>Says to the pages of those who are in the same circles, but one, what a person is doing.</summary>
    public void Show(PersonPresence person, CircleSet set, RoomConnection? exceptFor) => Of(set).Lane.Show(person, exceptFor);

    /// <summary>A page came in, and knows all that is durable by now: the next frame goes on from there.</summary>
    public void Subscribe(RoomConnection connection) => Of(connection.Set).Lane.HasAll(connection);

    /// <summary>Sends everything that waits.</summary>
    public void Flush()
    {
        foreach (var (_, lane, _) in _lanes.Values) lane.Flush();
    }

    /// <summary>What a page missed since a number: the batches, or a snapshot where that is smaller or they are not at hand (B2).</summary>
    public (ImmutableArray<StreamBatch> Missed, BoardSnapshot? Snapshot) Since(RoomConnection connection, long stream, Ledger ledger)
    {
        var numbers = ledger.Views.Numbers;
        if (stream == numbers.Of(connection.Participant, connection.Set)) return ([], null);
        if (stream >= _lastOwn.GetValueOrDefault(connection.Participant))
        {
            var missed = Of(connection.Set).Ring.Since(
                stream - numbers.OwnOf(connection.Participant),
                numbers.Common(connection.Set),
                ledger.Views.For(connection.Set));
            if (missed is { } batches) return (batches, null);
        }

        return ([], BoardSnapshot.Of(ledger.SeenBy(connection.Participant)));
    }

    /// <summary>The page of a replica of somebody's, when it is here.</summary>
    public RoomConnection? PageOf(string replica, string by) => _connections.Of(replica) is { } connection && connection.Participant == by ? connection : null;

    /// <summary>The room has ended: nothing is sent any more.</summary>
    public void End()
    {
        foreach (var (_, lane, _) in _lanes.Values) lane.Dispose();
    }

    private (CircleSet Set, SetLane Lane, SetRing Ring) Of(CircleSet set)
    {
        var key = (set.Ids.Length, set.ToString());
        if (_lanes.TryGetValue(key, out var lane)) return lane;
        lane = (set, new(set, _connections, _options, _time, _inbox), new(_options.RingChanges));
        _lanes.Add(key, lane);
        return lane;
    }
}

using System.Collections.Immutable;
using MappingBoard.Server.Hub;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// What each page of a room sees of the board's log: every viewer has numbers without gaps (V3), whatever they do not see.
/// Most of what people get they have in common with their audience, and its bytes are made once. Used by its room alone.
/// </summary>
internal sealed class Streams(int ringChanges)
{
    private readonly Dictionary<string, Seat> _seats = new(StringComparer.Ordinal);
    private readonly AudienceRing _everyone = new(ringChanges);
    private readonly AudienceRing _professionals = new(ringChanges);

    /// <summary>The stream number of the last change, by participant, of which they got something of their own.</summary>
    private readonly Dictionary<string, long> _lastOwn = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Seat> Seats => _seats.Values;

    /// <summary>The page of this replica, when it is here.</summary>
    public Seat? SeatOf(string replica) => _seats.GetValueOrDefault(replica);

    public void Subscribe(Seat seat) => _seats.Add(seat.Replica, seat);

    /// <returns>Whether it was here.</returns>
    public bool Unsubscribe(Seat seat) =>
        _seats.TryGetValue(seat.Replica, out var there) && ReferenceEquals(there, seat) && _seats.Remove(seat.Replica);

    /// <summary>
    /// Sends out a commit that is durable (O2). The authors get their answers first: wherever their pages are connected
    /// now, and whichever server took the batch.
    /// </summary>
    /// <param name="before">The ledger before the commit.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="after">The ledger after it.</param>
    public void Send(Ledger before, Commit commit, Ledger after)
    {
        var seen = SeenCommit.Of(before, commit);
        foreach (var (replica, by, answer) in seen.Answers)
        {
            if (SeatOf(replica) is { } author && author.Participant == by) author.Outbox.TryWrite(new Answered(answer));
        }

        var numbers = before.Views.Numbers;
        if (!seen.Everyone.IsEmpty) _everyone.Keep(numbers.Everyone + 1, seen.Everyone);
        if (!seen.Professionals.IsEmpty) _professionals.Keep(numbers.Professionals + 1, seen.Professionals);
        foreach (var participant in seen.Own.Keys) _lastOwn[participant] = after.StreamOf(participant);
        SendTo(numbers, seen);
    }

    /// <summary>What a page missed since a number: the batches, or a snapshot where that is smaller or they are not at hand (B2).</summary>
    public (ImmutableArray<StreamBatch> Missed, BoardSnapshot? Snapshot) Since(Seat seat, long stream, Ledger ledger)
    {
        var numbers = ledger.Views.Numbers;
        if (stream == numbers.Of(seat.Participant, seat.Audience)) return ([], null);
        if (stream >= _lastOwn.GetValueOrDefault(seat.Participant))
        {
            var missed = RingOf(seat.Audience).Since(
                stream - numbers.OwnOf(seat.Participant),
                numbers.Common(seat.Audience),
                ledger.Views.For(seat.Audience));
            if (missed is { } batches) return (batches, null);
        }

        return ([], BoardSnapshot.Of(ledger.SeenBy(seat.Participant)));
    }

    private void SendTo(StreamNumbers numbers, SeenCommit seen)
    {
        var common = new Dictionary<(Audience Audience, long From), Envelope>();
        foreach (var seat in _seats.Values)
        {
            var batches = seen.For(seat.Participant, seat.Audience);
            if (batches.IsEmpty) continue;
            var from = numbers.Of(seat.Participant, seat.Audience) + 1;
            if (seen.Own.ContainsKey(seat.Participant))
            {
                seat.Outbox.TryWrite(new Committed(from, batches));
                continue;
            }

            if (!common.TryGetValue((seat.Audience, from), out var envelope))
                common.Add((seat.Audience, from), envelope = new(new Committed(from, batches)));
            seat.Outbox.TryWrite(envelope);
        }
    }

    private AudienceRing RingOf(Audience audience) => audience == Audience.Everyone ? _everyone : _professionals;
}

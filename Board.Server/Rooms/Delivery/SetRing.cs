using System.Collections.Immutable;
using System.Text.Json;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms.Delivery;

/// <summary>
/// The latest of what those have in common who are in the same circles, for those who come back (B2). What it holds and what it gives depends on
/// nothing but what they see, so that nobody can tell by it what else happened (V5). Used by its room alone.
/// </summary>
internal sealed class SetRing(int mostChanges)
{
    /// <summary>Bytes of missed batches that are sent without asking whether a snapshot would be smaller.</summary>
    private const int Little = 8 * 1024;

    /// <summary>The size of a snapshot is measured anew after so many changes; between, it is near enough.</summary>
    private const int Remeasure = 100;

    private readonly Queue<Entry> _ring = new();
    private int _changes;
    private (long Number, int Bytes)? _snapshotSize;

    /// <summary>Keeps what was sent.</summary>
    /// <param name="from">The number of its first change among those that they have in common.</param>
    /// <param name="batches">Not empty.</param>
    public void Keep(long from, ImmutableArray<StreamBatch> batches)
    {
        var kept = new Entry(from, batches.Sum(b => b.Changes.Length), new(new Committed(from, batches)));
        _ring.Enqueue(kept);
        _changes += kept.Count;
        while (_changes > mostChanges) _changes -= _ring.Dequeue().Count;
    }

    /// <summary>What came after a number, or null where a snapshot is smaller or the ring does not reach.</summary>
    /// <param name="number">The last one that is known.</param>
    /// <param name="last">The last one that there is.</param>
    /// <param name="board">What the audience has in common now.</param>
    public ImmutableArray<StreamBatch>? Since(long number, long last, Shared.Model.Board board)
    {
        var missed = _ring.SkipWhile(k => k.From <= number).ToList();
        if (missed.Count == 0 || missed[0].From != number + 1) return null;
        var bytes = missed.Sum(k => k.Envelope.Size);
        return bytes <= Little || bytes <= SnapshotSize(last, board) ? [.. missed.SelectMany(k => k.Batches)] : null;
    }

    private int SnapshotSize(long last, Shared.Model.Board board)
    {
        if (_snapshotSize is not { } measured || last - measured.Number > Remeasure)
            _snapshotSize = measured = (last, JsonSerializer.SerializeToUtf8Bytes(BoardSnapshot.Of(board), BoardJson.Default.BoardSnapshot).Length);
        return measured.Bytes;
    }

    /// <param name="From">The number of its first change.</param>
    /// <param name="Count">How many changes.</param>
    /// <param name="Envelope">The message as it is sent to those with no more of their own.</param>
    private readonly record struct Entry(long From, int Count, Envelope Envelope)
    {
        public ImmutableArray<StreamBatch> Batches => ((Committed)Envelope.Message).Batches;
    }
}

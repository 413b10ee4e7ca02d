using System.Collections.Immutable;
using System.Text.Json;
using MappingBoard.Server.Hub;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// What one audience sees of a board's log: its own numbers without gaps (V3), the latest of it for those who come back
/// (B2), and the pages that follow it. Used by its room alone.
/// </summary>
/// <remarks>
/// Today there is one, for everyone, which sees every change; its numbers are therefore the log's own (O1), and the
/// answers that the ledger keeps are in them. An audience that does not see everything needs its number kept in the
/// snapshot, and those answers translated.
/// </remarks>
internal sealed class AudienceStream(Viewer viewer, long number, int ringChanges)
{
    /// <summary>Bytes of missed batches that are sent without asking whether a snapshot would be smaller.</summary>
    private const int Little = 8 * 1024;

    /// <summary>The size of a snapshot is measured anew after so many changes; between, it is near enough.</summary>
    private const int Remeasure = 100;

    private readonly Dictionary<string, Seat> _seats = new(StringComparer.Ordinal);
    private readonly Queue<Kept> _ring = new();
    private int _ringChanges;
    private (long Number, int Bytes)? _snapshotSize;

    /// <summary>The number of the last change (V3).</summary>
    public long Number { get; private set; } = number;

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
    /// <param name="before">The board before the commit.</param>
    /// <param name="commit">The commit.</param>
    public void Send(Board before, Commit commit)
    {
        var board = before;
        var from = Number + 1;
        var batches = ImmutableArray.CreateBuilder<StreamBatch>(commit.Batches.Length);
        foreach (var batch in commit.Batches)
        {
            var first = Number + 1;
            var seen = Project(ref board, batch, commit.At);
            Number += seen.Length;
            if (!seen.IsEmpty) batches.Add(new(batch.By, commit.At, seen));
            if (SeatOf(batch.Replica) is { } author && author.Participant == batch.By)
                author.Outbox.TryWrite(new Answered(new(batch.N, first, seen.Length, batch.Refused)));
        }

        if (batches.Count == 0) return;
        var envelope = new Envelope(new Committed(from, batches.DrainToImmutable()));
        Keep(new(from, (int)(Number - from + 1), envelope));
        foreach (var seat in _seats.Values) seat.Outbox.TryWrite(envelope);
    }

    /// <summary>What a replica missed since a number: the batches, or a snapshot where that is smaller or the ring does not reach (B2).</summary>
    public (ImmutableArray<StreamBatch> Missed, BoardSnapshot? Snapshot) Since(long stream, Board board)
    {
        if (stream == Number) return ([], null);
        var missed = _ring.SkipWhile(k => k.From <= stream).ToList();
        var reaches = missed.Count > 0 && missed[0].From == stream + 1;
        if (reaches)
        {
            var bytes = missed.Sum(k => k.Envelope.Size);
            if (bytes <= Little || bytes <= SnapshotSize(board)) return ([.. missed.SelectMany(k => k.Batches)], null);
        }

        return ([], Project(board));
    }

    private ImmutableArray<Change> Project(ref Board board, CommittedBatch batch, DateTimeOffset at)
    {
        var stamp = new Stamp(batch.By, at);
        var seen = ImmutableArray.CreateBuilder<Change>(batch.Changes.Length);
        foreach (var change in batch.Changes)
        {
            if (change.Project(board, viewer) is { } projected) seen.Add(projected);
            board = board.Apply(change, stamp);
        }

        return seen.DrainToImmutable();
    }

    private static BoardSnapshot Project(Board board) => BoardSnapshot.Of(board);

    private int SnapshotSize(Board board)
    {
        if (_snapshotSize is not { } measured || Number - measured.Number > Remeasure)
            _snapshotSize = measured = (Number, JsonSerializer.SerializeToUtf8Bytes(Project(board), BoardJson.Default.BoardSnapshot).Length);
        return measured.Bytes;
    }

    private void Keep(Kept commit)
    {
        _ring.Enqueue(commit);
        _ringChanges += commit.Count;
        while (_ringChanges > ringChanges) _ringChanges -= _ring.Dequeue().Count;
    }

    /// <param name="From">The number of its first change.</param>
    /// <param name="Count">How many changes.</param>
    /// <param name="Envelope">The message as it was sent.</param>
    private readonly record struct Kept(long From, int Count, Envelope Envelope)
    {
        public ImmutableArray<StreamBatch> Batches => ((Committed)Envelope.Message).Batches;
    }
}

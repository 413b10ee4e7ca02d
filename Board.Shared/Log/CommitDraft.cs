using System.Collections.Immutable;
using System.Text.Json;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Log;

/// <summary>
/// The next commit while it gathers batches: decides what each batch does, in the order of arrival. Pure but for its
/// own gathering; used by one thread. Nothing of it is true before the commit that it makes is durable (O2); when
/// another server was first it is thrown away, and the same batches are taken again on a newer ledger. It is never
/// larger than <see cref="Bounds.CommitBytes"/>, whatever batches leave in it: changes, refusals, or both (B5).
/// </summary>
public sealed class CommitDraft
{
    /// <summary>More than the JSON of a commit takes beside its batches.</summary>
    private const int FrameBytes = 512;

    private readonly Ledger _before;
    private readonly DateTimeOffset _at;
    private readonly ImmutableArray<CommittedBatch>.Builder _batches = ImmutableArray.CreateBuilder<CommittedBatch>();
    private readonly SeenBatches _seen;
    private Ledger _ledger;
    private int _bytes = FrameBytes;

    /// <param name="before">The ledger at the last durable commit.</param>
    /// <param name="at">The server's time, UTC, which stamps every change (O4).</param>
    public CommitDraft(Ledger before, DateTimeOffset at)
    {
        _before = before;
        _ledger = before;
        _seen = new(before.Board);
        _at = at;
    }

    /// <summary>The ledger as it will be with what has been gathered so far.</summary>
    public Ledger Ledger => _ledger;

    public bool IsEmpty => _batches.Count == 0;

    /// <summary>The last one that was to be taken did not fit any more. It is not in here; the next draft takes it.</summary>
    public bool IsFull { get; private set; }

    /// <summary>What a replica sent.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="by">The participant to whom it belongs.</param>
    /// <param name="batch">What it sent.</param>
    /// <param name="mayLeave">
    /// Asked of a batch of which nothing was accepted: whether its answer, of so many bytes, may be kept for good. If not, the batch
    /// is not taken at all: it was not answered, and is judged when it comes again (I1, I3).
    /// </param>
    /// <param name="allRefused">When given, every change is refused for this reason and none is looked at.</param>
    /// <returns>
    /// Its answer, to be given once the commit is durable; the first answer again when it was sent twice (I1). Nothing was
    /// decided where the draft <see cref="IsFull"/>. A batch that no commit can hold is refused, all of it.
    /// </returns>
    public BatchOutcome Take(string replica, string by, Batch batch, Refusal? allRefused = null, Func<int, bool>? mayLeave = null)
    {
        if (IsFull) return BatchOutcome.NotYet;
        if (_ledger.Replicas.TryGetValue(replica, out var known))
        {
            if (known.By != by) return BatchOutcome.NotTaken(Disorder.NotYourReplica);
            if (batch.N == known.Answer.N) return BatchOutcome.Again(known.Answer);
            if (batch.N < known.Answer.N) return BatchOutcome.NotTaken(Disorder.StaleBatch);
        }

        if (batch.N != (known?.Answer.N ?? 0) + 1) return BatchOutcome.NotTaken(Disorder.FutureBatch);
        if (known is null && !_ledger.HasRoomForAReplica(by)) return BatchOutcome.NotTaken(Disorder.TooManyReplicas);

        var decided = allRefused is null ? Decide(by, batch.Changes) : Nothing(batch, allRefused);
        if (decided.Accepted.IsEmpty && mayLeave?.Invoke(SizeOf(new(by, replica, batch.N, [], decided.Refused))) == false) return BatchOutcome.TooSoon;
        if (!TryWrite(by, replica, batch.N, decided) && !IsFull) TryWrite(by, replica, batch.N, Nothing(batch, Refusal.TooLarge));
        return IsFull ? BatchOutcome.NotYet : BatchOutcome.New(_ledger.Replicas[replica].Answer);
    }

    /// <summary>What the server itself does on somebody's behalf: starting a board, joining it. All of it or none.</summary>
    /// <returns>The refusal of the first change that may not be, or null; also where the draft <see cref="IsFull"/>.</returns>
    public Refusal? TakeOwn(string by, ImmutableArray<Change> changes)
    {
        if (IsFull) return null;
        var ledger = _ledger;
        var stamp = new Stamp(by, _at);
        var seen = new List<SeenChange>(changes.Length);
        foreach (var change in changes)
        {
            if (change.Check(ledger.JudgedFor(by), stamp) is { } refusal) return refusal;
            (ledger, var seenChange) = ledger.Applied(change, stamp);
            seen.Add(seenChange);
        }

        return TryWrite(by, "", 0, new(changes, [], ledger, seen)) || IsFull ? null : Refusal.TooLarge;
    }

    /// <summary>The commit, and the ledger after it.</summary>
    /// <exception cref="InvalidOperationException">Nothing was gathered.</exception>
    public (Commit Commit, Ledger Ledger) Finish()
    {
        if (IsEmpty) throw new InvalidOperationException("A commit without a batch says nothing.");
        var commit = new Commit(
            Commit.Version,
            _before.Board.Id,
            _before.Number + 1,
            _before.Sequence + 1,
            _at,
            _before.Hash,
            _batches.ToImmutable());
        return (commit, _ledger.Sealed(commit.Number, CommitHash.Of(commit)));
    }

    /// <summary>What viewers get of what was gathered so far: worked out while it was decided, and never again.</summary>
    public SeenCommit Seen() => _seen.ToCommit();

    /// <summary>
    /// A batch goes in as it was decided: nothing is applied again. Where there is no room for it the draft is full, unless
    /// it is empty: then there never will be.
    /// </summary>
    private bool TryWrite(string by, string replica, long n, Decided decided)
    {
        var batch = new CommittedBatch(by, replica, n, decided.Accepted, decided.Refused);
        var bytes = SizeOf(batch);
        if (_bytes + bytes > Bounds.CommitBytes)
        {
            IsFull = !IsEmpty;
            return false;
        }

        _bytes += bytes;
        _batches.Add(batch);
        _ledger = decided.After.Answered(batch, _ledger.StreamOf(by) + 1, _at, decided.Seen, _seen);
        return true;
    }

    /// <summary>At least the bytes of its canonical form: that escapes fewer signs, and none by more bytes.</summary>
    private static int SizeOf(CommittedBatch batch) =>
        JsonSerializer.SerializeToUtf8Bytes(batch, LogJson.Default.CommittedBatch).Length + 1;

    /// <summary>Of a batch nothing is accepted, all for one reason.</summary>
    private Decided Nothing(Batch batch, Refusal reason) =>
        new([], [.. batch.Changes.Select((_, i) => new RefusedChange(i, reason.Code, reason.Args))], _ledger, []);

    private Decided Decide(string by, ImmutableArray<Change> changes)
    {
        var accepted = ImmutableArray.CreateBuilder<Change>(changes.Length);
        var refused = ImmutableArray.CreateBuilder<RefusedChange>();
        var stamp = new Stamp(by, _at);
        var ledger = _ledger;
        var seen = new List<SeenChange>(changes.Length);
        var texts = new TextRebase();
        for (var i = 0; i < changes.Length; i++)
        {
            var (change, refusal) = changes[i] is EditText edit ? texts.Carry(edit, ledger, by) : (changes[i].CarriedOnto(ledger.JudgedFor(by)), null);
            refusal ??= change.ByServerOnly ? Refusal.ServerOnly : change.Check(ledger.JudgedFor(by), stamp) ?? Taken(ledger, change);
            if (refusal is null)
            {
                (ledger, var seenChange) = ledger.Applied(change, stamp);
                seen.Add(seenChange);
                accepted.Add(change);
                continue;
            }

            if (change is EditText late) texts.Abandon(late, refusal);
            refused.Add(new(i, refusal.Code, refusal.Args));
        }

        return new(accepted.ToImmutable(), refused.ToImmutable(), ledger, seen);
    }

    /// <summary>
    /// An id that names something which its finder does not see. Ids cannot be guessed, so this tells them only what they
    /// learnt elsewhere.
    /// </summary>
    private static Refusal? Taken(Ledger ledger, Change change) =>
        change.Adds is { } id && ledger.Board.Has(id) ? Refusal.IdTaken : null;

    /// <summary>What a batch does.</summary>
    /// <param name="Accepted">In the form in which they are committed.</param>
    /// <param name="Refused">The others.</param>
    /// <param name="After">The ledger with what was accepted.</param>
    /// <param name="Seen">What is seen of each of them.</param>
    private sealed record Decided(ImmutableArray<Change> Accepted, ImmutableArray<RefusedChange> Refused, Ledger After, IReadOnlyList<SeenChange> Seen);
}

/// <summary>What became of a batch.</summary>
/// <param name="Answer">The answer to give, or null when the batch was not taken at all.</param>
/// <param name="IsNew">Whether the batch is in this draft; false for the answer to a batch that came twice.</param>
/// <param name="Disorder">Why it was not taken.</param>
public sealed record BatchOutcome(BatchAnswer? Answer, bool IsNew, Refusal? Disorder)
{
    /// <summary>Whether it is to be sent again after a while; nobody looked at it.</summary>
    public bool IsTooSoon { get; private init; }

    internal static BatchOutcome New(BatchAnswer answer) => new(answer, true, null);

    internal static BatchOutcome Again(BatchAnswer answer) => new(answer, false, null);

    /// <summary>Nothing was decided: the draft is full.</summary>
    internal static BatchOutcome NotYet { get; } = new(null, false, null);

    /// <summary>Nothing was decided: so much of this person's was refused that it is to come again later.</summary>
    internal static BatchOutcome TooSoon { get; } = new(null, false, null) { IsTooSoon = true };

    internal static BatchOutcome NotTaken(Refusal disorder) => new(null, false, disorder);
}

/// <summary>Batches that no well-behaved replica sends (I1, I2).</summary>
public static class Disorder
{
    public static Refusal NotYourReplica { get; } = new("not-your-replica");

    public static Refusal StaleBatch { get; } = new("stale-batch");

    public static Refusal FutureBatch { get; } = new("future-batch");

    public static Refusal TooManyReplicas { get; } = new("no-more-pages");
}

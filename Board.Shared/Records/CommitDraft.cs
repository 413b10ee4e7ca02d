using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Shared.Records;

/// <summary>
/// The next commit while it gathers batches: decides what each batch does, in the order of arrival. Pure but for its
/// own gathering; used by one thread. Nothing of it is true before the commit that it makes is durable (O2); when
/// another server was first it is thrown away, and the same batches are taken again on a newer ledger.
/// </summary>
public sealed class CommitDraft
{
    private readonly Ledger _before;
    private readonly DateTimeOffset _at;
    private readonly ImmutableArray<CommittedBatch>.Builder _batches = ImmutableArray.CreateBuilder<CommittedBatch>();
    private Ledger _ledger;

    /// <param name="before">The ledger at the last durable commit.</param>
    /// <param name="at">The server's time, UTC, which stamps every change (O4).</param>
    public CommitDraft(Ledger before, DateTimeOffset at)
    {
        _before = before;
        _ledger = before;
        _at = at;
    }

    /// <summary>The ledger as it will be with what has been gathered so far.</summary>
    public Ledger Ledger => _ledger;

    public bool IsEmpty => _batches.Count == 0;

    /// <summary>What a replica sent.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="by">The participant to whom it belongs.</param>
    /// <param name="batch">What it sent.</param>
    /// <param name="allRefused">When given, every change is refused for this reason and none is looked at.</param>
    /// <returns>Its answer, to be given once the commit is durable; the first answer again when it was sent twice (I1).</returns>
    public BatchOutcome Take(string replica, string by, Batch batch, Refusal? allRefused = null)
    {
        if (_ledger.Replicas.TryGetValue(replica, out var known))
        {
            if (known.By != by) return BatchOutcome.NotTaken(Disorder.NotYourReplica);
            if (batch.N == known.Answer.N) return BatchOutcome.Again(known.Answer);
            if (batch.N < known.Answer.N) return BatchOutcome.NotTaken(Disorder.StaleBatch);
        }

        if (batch.N != (known?.Answer.N ?? 0) + 1) return BatchOutcome.NotTaken(Disorder.FutureBatch);

        var (changes, refused) = allRefused is null
            ? Decide(by, batch.Changes)
            : ([], [.. batch.Changes.Select((_, i) => new RefusedChange(i, allRefused.Code, allRefused.Sentence))]);
        return BatchOutcome.New(Write(new(by, replica, batch.N, changes, refused)).Replicas[replica].Answer);
    }

    /// <summary>What the server itself does on somebody's behalf: starting a board, joining it. All of it or none.</summary>
    /// <returns>The refusal of the first change that may not be, or null.</returns>
    public Refusal? TakeOwn(string by, ImmutableArray<Change> changes)
    {
        var ledger = _ledger;
        var stamp = new Stamp(by, _at);
        foreach (var change in changes)
        {
            if (change.Check(ledger.JudgedFor(by), stamp) is { } refusal) return refusal;
            ledger = ledger.Applied(change, stamp);
        }

        Write(new(by, "", 0, changes, []));
        return null;
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

    private Ledger Write(CommittedBatch batch)
    {
        _batches.Add(batch);
        return _ledger = _ledger.Written(batch, _at);
    }

    private (ImmutableArray<Change> Accepted, ImmutableArray<RefusedChange> Refused) Decide(string by, ImmutableArray<Change> changes)
    {
        var accepted = ImmutableArray.CreateBuilder<Change>(changes.Length);
        var refused = ImmutableArray.CreateBuilder<RefusedChange>();
        var stamp = new Stamp(by, _at);
        var ledger = _ledger;
        var texts = new TextRebase();
        for (var i = 0; i < changes.Length; i++)
        {
            var (change, refusal) = changes[i] is EditText edit ? texts.Carry(edit, ledger, by) : (changes[i], null);
            refusal ??= change.ByServerOnly ? Refusal.ServerOnly : change.Check(ledger.JudgedFor(by), stamp) ?? Taken(ledger, change);
            if (refusal is null)
            {
                ledger = ledger.Applied(change, stamp);
                accepted.Add(change);
                continue;
            }

            if (change is EditText late) texts.Abandon(late.Note, refusal);
            refused.Add(new(i, refusal.Code, refusal.Sentence));
        }

        return (accepted.ToImmutable(), refused.ToImmutable());
    }

    /// <summary>
    /// An id that names something which its finder does not see. Ids cannot be guessed, so this tells them only what they
    /// learnt elsewhere.
    /// </summary>
    private static Refusal? Taken(Ledger ledger, Change change) => change switch
    {
        AddNote note when ledger.Board.Note(note.Note) is not null => Refusal.IdTaken,
        AddScale scale when ledger.Board.Scale(scale.Scale) is not null => Refusal.IdTaken,
        _ => null,
    };
}

/// <summary>What became of a batch.</summary>
/// <param name="Answer">The answer to give, or null when the batch was not taken at all.</param>
/// <param name="IsNew">Whether the batch is in this draft; false for the answer to a batch that came twice.</param>
/// <param name="Disorder">Why it was not taken.</param>
public sealed record BatchOutcome(BatchAnswer? Answer, bool IsNew, Refusal? Disorder)
{
    internal static BatchOutcome New(BatchAnswer answer) => new(answer, true, null);

    internal static BatchOutcome Again(BatchAnswer answer) => new(answer, false, null);

    internal static BatchOutcome NotTaken(Refusal disorder) => new(null, false, disorder);
}

/// <summary>Batches that no well-behaved replica sends (I1, I2).</summary>
public static class Disorder
{
    public static Refusal NotYourReplica { get; } = new("not-your-replica", "This page speaks for somebody else. Load it again.");

    public static Refusal StaleBatch { get; } = new("stale-batch", "This was answered long ago.");

    public static Refusal FutureBatch { get; } = new("future-batch", "Something sent before this has not arrived. Load the page again.");
}

using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Log;

/// <summary>One commit as its viewers get it (V2): in common for each set of circles, and for authors who get more of their own.</summary>
/// <param name="Sets">What those have in common who are in the same circles; sets that see nothing of it are left out.</param>
/// <param name="Own">What those get instead who see more of their own changes, by participant.</param>
/// <param name="Answers">To every batch of a replica's, in the numbers of its author's stream.</param>
public sealed record SeenCommit(
    ImmutableDictionary<CircleSet, ImmutableArray<StreamBatch>> Sets,
    ImmutableDictionary<string, ImmutableArray<StreamBatch>> Own,
    ImmutableArray<ReplicaAnswer> Answers)
{
    /// <summary>For a commit that was not worked out on the way to the ledger after it; see <see cref="Ledger.Follow"/>.</summary>
    /// <param name="before">The ledger before the commit.</param>
    /// <param name="commit">The commit.</param>
    public static SeenCommit Of(Ledger before, Commit commit)
    {
        var seen = new SeenBatches(before.Board);
        var ledger = before;
        foreach (var batch in commit.Batches) ledger = ledger.Written(batch, commit.At, seen);
        return seen.ToCommit();
    }

    /// <summary>What those have in common who are in these circles.</summary>
    public ImmutableArray<StreamBatch> For(CircleSet set) => Sets.GetValueOrDefault(set, []);

    /// <summary>What somebody gets who is in these circles.</summary>
    public ImmutableArray<StreamBatch> For(string participant, CircleSet set) =>
        Own.TryGetValue(participant, out var own) ? own : For(set);
}

/// <summary>Gathers what is seen of a commit while its batches are applied one after the other. Used by one thread.</summary>
/// <param name="before">The whole board before the commit.</param>
internal sealed class SeenBatches(Model.Board before)
{
    private readonly List<(CommittedBatch Batch, DateTimeOffset At, IReadOnlyList<SeenChange> Changes)> _batches = [];
    private readonly ImmutableArray<ReplicaAnswer>.Builder _answers = ImmutableArray.CreateBuilder<ReplicaAnswer>();

    /// <param name="batch">The next batch.</param>
    /// <param name="at">The time of its commit.</param>
    /// <param name="changes">What is seen of each of its changes.</param>
    /// <param name="answer">What its replica is told; null for what the server itself did.</param>
    public void Add(CommittedBatch batch, DateTimeOffset at, IReadOnlyList<SeenChange> changes, ReplicaAnswer? answer)
    {
        _batches.Add((batch, at, changes));
        if (answer is not null) _answers.Add(answer);
    }

    public SeenCommit ToCommit() => new(
        _batches.SelectMany(b => b.Changes).SelectMany(c => c.Sets).Where(s => s.Seen is not null).Select(s => s.Set).Distinct()
            .ToImmutableDictionary(set => set, set => Seen(change => change.For(set))),
        _batches.Where(b => b.Changes.Any(c => c.IsPersonal))
            .Select(b => b.Batch.By)
            .Distinct(StringComparer.Ordinal)
            .ToImmutableDictionary(by => by, OwnOf, StringComparer.Ordinal),
        _answers.ToImmutable());

    private ImmutableArray<StreamBatch> OwnOf(string participant)
    {
        var set = before.SetOf(participant);
        return Seen(change => change.IsPersonal && change.Stamp.By == participant ? change.Own : change.For(set));
    }

    private ImmutableArray<StreamBatch> Seen(Func<SeenChange, Change?> choose)
    {
        var seen = ImmutableArray.CreateBuilder<StreamBatch>(_batches.Count);
        foreach (var (batch, at, changes) in _batches)
        {
            if (changes.All(change => ReferenceEquals(choose(change), change.Change)))
            {
                // Where nothing is hidden, the batch's own changes as they are.
                if (!batch.Changes.IsEmpty) seen.Add(new(batch.By, at, batch.Changes));
                continue;
            }

            foreach (var run in Runs(changes.Select(choose).OfType<Change>())) seen.Add(new(run[0].IsAnonymous ? "" : batch.By, at, run));
        }

        return seen.DrainToImmutable();
    }

    /// <summary>Changes without a name stand apart from those with one (C32).</summary>
    private static IEnumerable<ImmutableArray<Change>> Runs(IEnumerable<Change> changes)
    {
        var run = ImmutableArray.CreateBuilder<Change>();
        foreach (var change in changes)
        {
            if (run.Count > 0 && run[^1].IsAnonymous != change.IsAnonymous) yield return run.DrainToImmutable();
            run.Add(change);
        }

        if (run.Count > 0) yield return run.DrainToImmutable();
    }
}

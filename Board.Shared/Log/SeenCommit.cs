using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Log;

/// <summary>One commit as its viewers get it (V2): in common for each audience, and for authors who get more of their own.</summary>
/// <param name="Everyone">What everyone has in common; batches of which nothing is seen are left out.</param>
/// <param name="Professionals">What professionals have in common.</param>
/// <param name="Own">What those get instead who see more of their own changes, by participant.</param>
/// <param name="Answers">To every batch of a replica's, in the numbers of its author's stream.</param>
public sealed record SeenCommit(
    ImmutableArray<StreamBatch> Everyone,
    ImmutableArray<StreamBatch> Professionals,
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

    /// <summary>What an audience has in common.</summary>
    public ImmutableArray<StreamBatch> For(Audience audience) => audience == Audience.Everyone ? Everyone : Professionals;

    public ImmutableArray<StreamBatch> For(string participant, Audience audience) =>
        Own.TryGetValue(participant, out var own) ? own : For(audience);
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
        Common(Audience.Everyone),
        Common(Audience.Professionals),
        _batches.Where(b => b.Changes.Any(c => c.IsPersonal))
            .Select(b => b.Batch.By)
            .Distinct(StringComparer.Ordinal)
            .ToImmutableDictionary(by => by, OwnOf, StringComparer.Ordinal),
        _answers.ToImmutable());

    private ImmutableArray<StreamBatch> Common(Audience audience) => Seen(change => change.For(audience));

    private ImmutableArray<StreamBatch> OwnOf(string participant)
    {
        var audience = before.AudienceOf(participant);
        return Seen(change => change.IsPersonal && change.Stamp.By == participant ? change.Own : change.For(audience));
    }

    private ImmutableArray<StreamBatch> Seen(Func<SeenChange, Change?> choose)
    {
        var seen = ImmutableArray.CreateBuilder<StreamBatch>(_batches.Count);
        foreach (var (batch, at, changes) in _batches)
        {
            var chosen = Chosen(batch, changes, choose);
            if (!chosen.IsEmpty) seen.Add(new(batch.By, at, chosen));
        }

        return seen.DrainToImmutable();
    }

    /// <summary>Where nothing is hidden, the batch's own changes as they are.</summary>
    private static ImmutableArray<Change> Chosen(CommittedBatch batch, IReadOnlyList<SeenChange> changes, Func<SeenChange, Change?> choose) =>
        changes.All(change => ReferenceEquals(choose(change), change.Change)) ? batch.Changes : [.. changes.Select(choose).OfType<Change>()];
}

using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Shared.Records;

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
    /// <param name="before">The ledger before the commit.</param>
    /// <param name="commit">The commit.</param>
    public static SeenCommit Of(Ledger before, Commit commit)
    {
        var everyone = ImmutableArray.CreateBuilder<StreamBatch>();
        var professionals = ImmutableArray.CreateBuilder<StreamBatch>();
        var personal = new SortedSet<string>(StringComparer.Ordinal);
        var answers = ImmutableArray.CreateBuilder<ReplicaAnswer>();
        var ledger = before;
        foreach (var batch in commit.Batches)
        {
            var boards = Walk(ledger.Board, batch, commit.At, out _);
            ledger = ledger.Written(batch, commit.At);
            if (batch.Replica.Length > 0) answers.Add(ledger.Replicas[batch.Replica]);
            Add(everyone, batch, commit.At, boards, Viewer.Everyone);
            Add(professionals, batch, commit.At, boards, Viewer.Professionals);
            if (batch.Changes.Where((change, i) => change.IsPersonal(boards[i])).Any()) personal.Add(batch.By);
        }

        return new(
            everyone.DrainToImmutable(),
            professionals.DrainToImmutable(),
            personal.ToImmutableDictionary(p => p, p => OwnOf(p, before.Board, commit)),
            answers.DrainToImmutable());
    }

    public ImmutableArray<StreamBatch> For(string participant, Audience audience) =>
        Own.TryGetValue(participant, out var own) ? own : audience == Audience.Everyone ? Everyone : Professionals;

    private static ImmutableArray<StreamBatch> OwnOf(string participant, Model.Board before, Commit commit)
    {
        var viewer = new Viewer(participant, before.AudienceOf(participant));
        var seen = ImmutableArray.CreateBuilder<StreamBatch>();
        foreach (var batch in commit.Batches) Add(seen, batch, commit.At, Walk(before, batch, commit.At, out before), viewer);
        return seen.DrainToImmutable();
    }

    private static void Add(
        ImmutableArray<StreamBatch>.Builder batches,
        CommittedBatch batch,
        DateTimeOffset at,
        List<Model.Board> boards,
        Viewer viewer)
    {
        var stamp = new Stamp(batch.By, at);
        var seen = batch.Changes.Select((change, i) => change.Project(boards[i], stamp, viewer)).OfType<Change>().ToImmutableArray();
        if (!seen.IsEmpty) batches.Add(new(batch.By, at, seen));
    }

    /// <summary>The whole board before each change of a batch, and after all of them.</summary>
    private static List<Model.Board> Walk(Model.Board board, CommittedBatch batch, DateTimeOffset at, out Model.Board after)
    {
        var boards = new List<Model.Board>(batch.Changes.Length);
        foreach (var change in batch.Changes)
        {
            boards.Add(board);
            board = board.Apply(change, new(batch.By, at));
        }

        after = board;
        return boards;
    }
}

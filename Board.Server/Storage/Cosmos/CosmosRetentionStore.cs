using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Cosmos.Admission;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// Legal holds and destruction in Cosmos DB. What is to be is an act at the doors of the board, so that of a hold and a
/// destruction one is first. A destruction that was decided is carried on from wherever it stands, step by step; the
/// proof is made last. Thread-safe.
/// </summary>
internal sealed class CosmosRetentionStore(AdmissionLog doors, LogDestruction log, AdmissionDestruction atTheDoors, TimeProvider time) : IRetentionStore
{
    public async Task<BoardStanding?> Read(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (await ReadLast(board, cancel) is not { } last) return null;
        var state = await doors.Read(board, cancel);
        if (state.Destroyed is not null && await atTheDoors.ReadProof(board, cancel) is { } proof)
            return new(proof.Commits, proof.Changes, proof.Hash, HeldSince: null, proof);
        var (commits, changes, hash) = last.UpToHere;
        return new(commits, changes, hash, state.HeldSince, Proof: null);
    }

    public async Task<RetentionRefusal?> Hold(DestructionOrder order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (await ReadLast(order.Board, cancel) is null) return RetentionRefusal.NoBoard;
        var hold = new AdmissionAct.HoldLegally(order.At.ToUniversalTime());
        return await doors.Do(order.Board, Line(order, AccessKind.LegallyHeld), state => state.Judge(hold), cancel);
    }

    public async Task<RetentionRefusal?> EndHold(DestructionOrder order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (!Ids.IsWellFormed(order.Board)) return RetentionRefusal.NotHeld;
        var end = new AdmissionAct.EndLegalHold(order.At.ToUniversalTime());
        return await doors.Do(order.Board, Line(order, AccessKind.LegalHoldEnded), state => state.Judge(end), cancel);
    }

    public async Task<DestructionAnswer> Destroy(DestructionOrder order, string? hash, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (await ReadLast(order.Board, cancel) is not { } last) return RetentionRefusal.NoBoard;
        var decided = (await doors.Read(order.Board, cancel)).Destroyed;
        // Whoever named the last commit when it was decided has named the board, even if one more came in after that.
        if (hash is not null && hash != last.UpToHere.Hash && hash != decided?.Hash) return RetentionRefusal.OtherHash;
        if (decided is null)
        {
            var destroy = new AdmissionAct.Destroy(order.At.ToUniversalTime(), order.Ground, last.UpToHere.Hash);
            if (await doors.Do(order.Board, Line(order, AccessKind.Destroyed), state => state.Judge(destroy), cancel) is { } refusal) return refusal;
            // It may be another's: that one counts then.
            decided = (await doors.Read(order.Board, cancel)).Destroyed ?? throw new StoreUnavailableException("What was written at the doors is not shown.");
        }

        return await Finish(order.Board, decided, last, cancel);
    }

    public IAsyncEnumerable<string> ReadUnfinished(CancellationToken cancel) => atTheDoors.ReadUnfinished(cancel);

    /// <summary>Carries a destruction to its end, from wherever it stands.</summary>
    private async Task<DestructionProof> Finish(string board, AdmissionAct.Destroy decided, LogPlace last, CancellationToken cancel)
    {
        if (await atTheDoors.ReadProof(board, cancel) is { } there)
        {
            await atTheDoors.Sweep(board, cancel);
            await atTheDoors.End(board, cancel);
            return there;
        }

        await atTheDoors.Begin(board, cancel);
        var ended = await log.End(board, last, cancel);
        await log.Clear(board, ended, cancel);
        await atTheDoors.Clear(board, cancel);
        await log.RequireCleared(board, ended, cancel);
        await atTheDoors.RequireCleared(board, cancel);
        cancel.ThrowIfCancellationRequested();
        var proof = await atTheDoors.Prove(new(
            DestructionProof.Version,
            board,
            ended.Commits,
            ended.Changes,
            ended.Hash,
            decided.Ground,
            decided.At,
            time.GetUtcNow()));
        await atTheDoors.End(board, cancel);
        return proof;
    }

    private async Task<LogPlace?> ReadLast(string board, CancellationToken cancel) =>
        Ids.IsWellFormed(board) ? await log.ReadLast(board, cancel) : null;

    private static AccessEntry Line(DestructionOrder order, AccessKind what) => new(order.Board, order.At.ToUniversalTime(), what, Detail: order.Ground);
}

using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// Reads a board from the store: its snapshot and the commits after it, each of which names the one before (O5). A
/// snapshot that does not fit the log is passed over: the log is the truth (O3).
/// </summary>
internal sealed class BoardLoader(IBoardStore store, ILogger logger)
{
    /// <returns>Null when there is no such board.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="DamagedLogException">The log is not whole.</exception>
    /// <exception cref="NewerLogException">A newer version of the server wrote to it.</exception>
    public async ValueTask<LoadedBoard?> Load(string board, CancellationToken cancel)
    {
        try
        {
            if (await FromSnapshot(board, cancel) is { } quick) return quick;
            var log = await store.ReadCommits(board, 0, cancel);
            return log.Count == 0 ? null : FromLog(board, log);
        }
        catch (NewerLogException newer)
        {
            RoomLog.LogIsNewer(logger, BoardTag.Of(board), newer.Message);
            throw;
        }
        catch (DamagedLogException damaged)
        {
            RoomLog.LogNotWhole(logger, BoardTag.Of(board), FaultKind.Of(damaged), damaged.Message);
            throw;
        }
    }

    private static LoadedBoard FromLog(string board, IReadOnlyList<Commit> log)
    {
        try
        {
            return Replay(Ledger.Empty(board), log, default);
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or UnreadableLogException))
        {
            // Whatever a change of it met: nobody can open this board, and all others are none the worse.
            throw new DamagedLogException("The log of this board is not whole.", broken);
        }
    }

    private async ValueTask<LoadedBoard?> FromSnapshot(string board, CancellationToken cancel)
    {
        try
        {
            if (await ReadSnapshot(board, cancel) is not { V: Snapshot.Version, Number: > 0, Projection: ProjectionVersion.Current } snapshot) return null;

            // One commit more than needed: it shows that the snapshot was made of this log.
            var log = await store.ReadCommits(board, snapshot.Number - 1, cancel);
            if (log.Count > 0 && log[0].Number == snapshot.Number && log[0].Last == snapshot.Sequence && CommitHash.Of(log[0]) == snapshot.Hash)
                return Replay(Ledger.From(snapshot), log.Skip(1), log[0].At);
            RoomLog.SnapshotPassedOver(logger, BoardTag.Of(board), "it is not of this log");
        }
        catch (Exception unfit) when (!IsOfTheLog(unfit))
        {
            RoomLog.SnapshotPassedOver(logger, BoardTag.Of(board), unfit.GetType().Name);
        }

        return null;
    }

    /// <summary>Whatever is the matter with a snapshot, the log is the truth.</summary>
    private async ValueTask<Snapshot?> ReadSnapshot(string board, CancellationToken cancel)
    {
        try
        {
            return await store.ReadSnapshot(board, cancel);
        }
        catch (Exception damaged) when (damaged is not (StoreUnavailableException or BoardDestroyedException or OperationCanceledException))
        {
            RoomLog.SnapshotPassedOver(logger, BoardTag.Of(board), damaged.GetType().Name);
            return null;
        }
    }

    /// <summary>What the log says, or why it cannot be read: no snapshot is to blame for it.</summary>
    private static bool IsOfTheLog(Exception fault) =>
        fault is StoreUnavailableException or UnreadableLogException or BoardDestroyedException or OperationCanceledException or OutOfMemoryException;

    private static LoadedBoard Replay(Ledger from, IEnumerable<Commit> log, DateTimeOffset at)
    {
        var ledger = from;
        foreach (var commit in log)
        {
            ledger = ledger.Replay(commit, CommitHash.Of(commit));
            at = commit.At;
        }

        return new(ledger, ledger.Sequence - from.Sequence, at);
    }
}

/// <summary>A board as its log has it.</summary>
/// <param name="Ledger">Where the log stands.</param>
/// <param name="SinceSnapshot">How many changes no snapshot holds.</param>
/// <param name="LastAt">The time of the last commit, UTC, before which the next one is never stamped (O4).</param>
public sealed record LoadedBoard(Ledger Ledger, long SinceSnapshot, DateTimeOffset LastAt);

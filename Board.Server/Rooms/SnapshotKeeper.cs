using System.Collections.Concurrent;
using System.Threading.Channels;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// Writes the snapshots of all rooms, a few at a time, off their path. A snapshot that cannot be written is let go of: the
/// next one, or the log, does as well.
/// </summary>
public sealed class SnapshotKeeper(IBoardStore store, Supervisor supervisor) : SupervisedService(supervisor), ISnapshotKeeper
{
    /// <summary>So many are written at once: one for which the store takes long keeps nobody else's back.</summary>
    private const int AtOnce = 8;

    private readonly ConcurrentDictionary<string, Ledger> _newest = new(StringComparer.Ordinal);
    private readonly Channel<string> _boards = Channel.CreateUnbounded<string>();

    public void Keep(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var board = ledger.Board.Id;
        var kept = _newest.AddOrUpdate(board, ledger, (_, before) => before.Number > ledger.Number ? before : ledger);
        if (ReferenceEquals(kept, ledger)) _boards.Writer.TryWrite(board);
    }

    /// <summary>Writes what is still to be written, then ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _boards.Writer.TryComplete();
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override Task Work(CancellationToken stop) => Parallel.ForEachAsync(
        _boards.Reader.ReadAllAsync(CancellationToken.None),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (board, _) =>
        {
            if (_newest.TryRemove(board, out var ledger)) await Supervisor.Try("Keeping a snapshot", board, () => store.WriteSnapshot(ledger.ToSnapshot(), stop), CancellationToken.None);
        });
}

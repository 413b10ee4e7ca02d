using System.Collections.Concurrent;
using System.Threading.Channels;
using MappingBoard.Server.Storage;
using MappingBoard.Shared.Records;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// Writes the snapshots of all rooms, one at a time, off their path. A snapshot that cannot be written is let go of: the
/// next one, or the log, does as well.
/// </summary>
public sealed class SnapshotKeeper(IBoardStore store, ILogger<SnapshotKeeper> logger) : BackgroundService, ISnapshotKeeper
{
    private readonly ConcurrentDictionary<string, Ledger> _newest = new(StringComparer.Ordinal);
    private readonly Channel<string> _boards = Channel.CreateUnbounded<string>(new() { SingleReader = true });

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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var board in _boards.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (_newest.TryRemove(board, out var ledger)) await Write(ledger, stoppingToken);
        }
    }

    private async Task Write(Ledger ledger, CancellationToken cancel)
    {
        try
        {
            await store.WriteSnapshot(ledger.ToSnapshot(), cancel);
        }
        catch (StoreUnavailableException away)
        {
            RoomLog.SnapshotNotKept(logger, BoardTag.Of(ledger.Board.Id), away);
        }
        catch (OperationCanceledException)
        {
            RoomLog.SnapshotNotKept(logger, BoardTag.Of(ledger.Board.Id), null);
        }
    }
}

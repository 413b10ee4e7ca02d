using MappingBoard.Server.Storage;

namespace MappingBoard.Server.Listing;

/// <summary>
/// Keeps the list of all meetings up (K1): follows what changes, and reads of each board only what is new on it. Several
/// servers may do so at once.
/// </summary>
public sealed partial class MeetingIndexer(IBoardFeed feed, IBoardStore store, IMeetingIndex index, ILogger<MeetingIndexer> logger) : BackgroundService
{
    /// <summary>So many boards are looked after at the same time.</summary>
    private const int AtOnce = 8;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => feed.Follow(TakeIn, stoppingToken);

    private async Task TakeIn(IReadOnlyList<ChangedBoard> changed, CancellationToken cancel)
    {
        foreach (var some in changed.Chunk(IMeetingIndex.MostAtOnce))
        {
            var known = (await index.Read([.. some.Select(c => c.Board)], cancel)).ToDictionary(s => s.Board, StringComparer.Ordinal);
            await Parallel.ForEachAsync(
                some,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (board, stop) => await TakeIn(board, known.GetValueOrDefault(board.Board) ?? MeetingSummary.Empty(board.Board), stop));
        }
    }

    private async Task TakeIn(ChangedBoard changed, MeetingSummary known, CancellationToken cancel)
    {
        if (known.Number >= changed.Number) return;
        try
        {
            var summary = known;
            await foreach (var commit in store.StreamCommits(changed.Board, known.Number, cancel)) summary = summary.After(commit);
            if (summary.Number > known.Number && summary.IsStarted) await index.Put(summary, cancel);
        }
        catch (BoardDestroyedException)
        {
            // It may have been put back by a server that had read it just before.
            await index.Remove(changed.Board, cancel);
        }
        catch (DamagedLogException damaged)
        {
            // Whoever opens it is told so. The list shows what it knew.
            LogPassedOver(logger, BoardTag.Of(changed.Board), damaged);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StoreUnavailableException))
        {
            // A list that is behind is no reason for a server, with its meetings, to stop. A message may quote a board.
            LogBroke(logger, BoardTag.Of(changed.Board), fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of meetings could not take in board {Board}: {Kind}. It goes on without it, as far behind as it was.")]
    private static partial void LogBroke(ILogger logger, string board, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of board {Board} is not whole, so the list of meetings does not follow it.")]
    private static partial void LogPassedOver(ILogger logger, string board, Exception damaged);
}

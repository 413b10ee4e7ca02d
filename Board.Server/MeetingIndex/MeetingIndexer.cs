using System.Collections.Concurrent;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using MappingBoard.Server.Telemetry;

namespace MappingBoard.Server.MeetingIndex;

/// <summary>
/// Keeps the list of all meetings up (K1): follows what changes, and reads of each board only what is new on it. Several
/// servers may do so at once.
/// </summary>
public sealed partial class MeetingIndexer(
    IBoardFeed feed,
    IBoardStore store,
    IMeetingIndex index,
    TimeProvider time,
    Supervisor supervisor,
    ILogger<MeetingIndexer> logger) : SupervisedService(supervisor)
{
    /// <summary>So many boards are looked after at the same time.</summary>
    private const int AtOnce = 8;

    /// <summary>Boards that could not be read when they were told, while others could, are read again so often.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <summary>Those boards, with their latest commit as it was told.</summary>
    private readonly ConcurrentDictionary<string, long> _behind = new(StringComparer.Ordinal);

    protected override Task Work(CancellationToken stop) => Task.WhenAll(
        Supervisor.KeepGoing(nameof(MeetingIndexer), inTime => feed.Follow(TakeIn, inTime), stop),
        Repeat(Again, time, () => TakeIn([.. _behind.Select(b => new ChangedBoard(b.Key, b.Value))], stop), stop));

    /// <exception cref="StoreUnavailableException">None of them could be read: the store is away, and they are to be told again.</exception>
    private async Task TakeIn(IReadOnlyList<ChangedBoard> changed, CancellationToken cancel)
    {
        StoreUnavailableException? away = null;
        foreach (var some in changed.Chunk(IMeetingIndex.MostAtOnce))
        {
            var known = await Known(some, cancel);
            await Parallel.ForEachAsync(
                some,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (board, stop) =>
                {
                    try
                    {
                        await TakeIn(board, known.GetValueOrDefault(board.Board) ?? MeetingSummary.Empty(board.Board), stop);
                        _behind.TryRemove(board.Board, out _);
                    }
                    catch (StoreUnavailableException e)
                    {
                        // One board for which the store does not answer keeps no other off the list.
                        _behind[board.Board] = board.Number;
                        away = e;
                    }
                });
        }

        if (away is not null && changed.All(b => _behind.ContainsKey(b.Board))) throw new StoreUnavailableException("None of the boards could be read.", away);
    }

    /// <summary>What the list has of them. What of it cannot be read is made again from the logs.</summary>
    private async Task<IReadOnlyDictionary<string, MeetingSummary>> Known(IReadOnlyList<ChangedBoard> boards, CancellationToken cancel)
    {
        try
        {
            return (await index.Read([.. boards.Select(c => c.Board)], cancel)).ToDictionary(s => s.Board, StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StoreUnavailableException))
        {
            LogUnread(logger, fault.GetType().Name);
            return new Dictionary<string, MeetingSummary>(StringComparer.Ordinal);
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
        catch (UnreadableLogException damaged)
        {
            // Whoever opens it is told so. The list shows what it knew.
            LogPassedOver(logger, BoardTag.Of(changed.Board), damaged.GetType().Name);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StoreUnavailableException))
        {
            // A list that is behind is no reason for a server, with its meetings, to stop. A message may quote a board.
            LogBroke(logger, BoardTag.Of(changed.Board), fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of meetings could not take in board {Board}: {Kind}. It goes on without it, as far behind as it was.")]
    private static partial void LogBroke(ILogger logger, string board, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of board {Board} is not whole, so the list of meetings does not follow it ({Kind}).")]
    private static partial void LogPassedOver(ILogger logger, string board, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of meetings could not be read ({Kind}); what is told of now is made again from the logs.")]
    private static partial void LogUnread(ILogger logger, string kind);
}

/// <summary>Puts the list of all meetings into a server.</summary>
public static class MeetingIndexServices
{
    /// <summary>Keeps it up. Needs the store, and the <see cref="IBoardFeed"/> and the <see cref="IMeetingIndex"/> that it brings along.</summary>
    public static IServiceCollection AddMeetingIndex(this IServiceCollection services)
    {
        services.AddHostedService<MeetingIndexer>();
        return services;
    }
}

using MappingBoard.Server.Listing;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Keeping;

/// <summary>
/// Destroys the boards whose time is over (K2), where the council has set one. The list of meetings says where to look; the
/// log itself decides. Several servers may do so at once.
/// </summary>
public sealed partial class RetentionRounds(
    IMeetingIndex index,
    IBoardKeeping keeping,
    RoomDirectory rooms,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<RetentionRounds> logger) : BackgroundService
{
    private readonly RetentionOptions _options = options.Value;

    /// <summary>
    /// Carries on what was begun and not finished, by whomever; then looks once for boards whose time is over, and destroys
    /// them. While the store is away nothing happens.
    /// </summary>
    public async Task Round(CancellationToken cancel)
    {
        try
        {
            var now = time.GetUtcNow();
            await foreach (var board in keeping.ReadUnfinished(cancel)) Say(board, await keeping.Destroy(new(board, now), hash: null, cancel));
            if (!_options.IsSet) return;
            await foreach (var meeting in index.ReadQuiet(now - _options.Shortest, cancel))
            {
                if (_options.DueAt(meeting) <= now) await Look(meeting, now, cancel);
            }
        }
        catch (StoreUnavailableException away)
        {
            LogAway(logger, away);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.Every, time);
        do
        {
            await Round(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Look(MeetingSummary meeting, DateTimeOffset now, CancellationToken cancel)
    {
        // Whoever reads it now may go on; its time is over tomorrow as well.
        if (rooms.IsInUse(meeting.Board)) return;
        if (await keeping.Read(meeting.Board, cancel) is not { Proof: null } there)
        {
            // The list has kept one that is gone.
            await index.Remove(meeting.Board, cancel);
            return;
        }

        // It has gone on since the list was brought up to date.
        if (there.Commits != meeting.Number) return;
        // By its hash, so that one that goes on in this moment is not destroyed.
        Say(meeting.Board, await keeping.Destroy(new(meeting.Board, now), there.Hash, cancel));
    }

    private void Say(string board, DestructionAnswer answer)
    {
        if (answer.Proof is { } proof) LogDestroyed(logger, BoardTag.Of(board), proof.Ground, proof.Commits, proof.Hash);
        else if (answer.Refusal == KeepingRefusal.Held) LogHeld(logger, BoardTag.Of(board));
    }

    [LoggerMessage(1401, LogLevel.Information, "Board {Board} was destroyed ({Ground}): {Commits} commits, the last one's hash was {Hash}")]
    private static partial void LogDestroyed(ILogger logger, string board, string ground, long commits, string hash);

    [LoggerMessage(1402, LogLevel.Debug, "Board {Board} is kept beyond the retention period: it is under legal hold")]
    private static partial void LogHeld(ILogger logger, string board);

    [LoggerMessage(1403, LogLevel.Warning, "The store does not answer, so boards whose time is over are looked for again later")]
    private static partial void LogAway(ILogger logger, Exception reason);
}

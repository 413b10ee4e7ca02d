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

    /// <summary>Looks once for boards whose time is over, and destroys them. While the store is away nothing happens.</summary>
    public async Task Round(CancellationToken cancel)
    {
        if (!_options.IsSet) return;
        try
        {
            var now = time.GetUtcNow();
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
        if (!_options.IsSet) return;
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
        var (proof, refusal) = await keeping.Destroy(new(meeting.Board, now), there.Hash, cancel);
        if (proof is not null) LogDestroyed(logger, BoardTag.Of(meeting.Board), proof.Commits, proof.Hash);
        else if (refusal == KeepingRefusal.Held) LogHeld(logger, BoardTag.Of(meeting.Board));
    }

    [LoggerMessage(1401, LogLevel.Information, "Board {Board} was destroyed, since the retention period is over: {Commits} commits, the last one's hash was {Hash}")]
    private static partial void LogDestroyed(ILogger logger, string board, long commits, string hash);

    [LoggerMessage(1402, LogLevel.Debug, "Board {Board} is kept beyond the retention period: it is under legal hold")]
    private static partial void LogHeld(ILogger logger, string board);

    [LoggerMessage(1403, LogLevel.Warning, "The store does not answer, so boards whose time is over are looked for again later")]
    private static partial void LogAway(ILogger logger, Exception reason);
}

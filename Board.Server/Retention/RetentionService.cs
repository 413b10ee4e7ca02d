using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Supervision;
using MappingBoard.Server.Telemetry;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Retention;

/// <summary>
/// Destroys the boards whose time is over (K2), where the council has set one. The list of meetings says where to look; the
/// log itself decides. Several servers may do so at once.
/// </summary>
public sealed partial class RetentionService(
    IMeetingIndex index,
    IRetentionStore keeping,
    RoomDirectory rooms,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    Supervisor supervisor,
    ILogger<RetentionService> logger) : SupervisedService(supervisor)
{
    private readonly RetentionOptions _options = options.Value;

    /// <summary>
    /// Carries on what was begun and not finished, by whomever; then looks once for boards whose time is over, and destroys
    /// them. Each board by itself: one that cannot be looked at now is looked at in the next round.
    /// </summary>
    public async Task Round(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await Supervisor.Try("Carrying on destructions", board: null, () => CarryOn(now, cancel), cancel);
        if (_options.IsSet) await Supervisor.Try("Looking for boards whose time is over", board: null, () => LookAtAll(now, cancel), cancel);
    }

    protected override async Task Work(CancellationToken stop)
    {
        await Supervisor.Try(nameof(RetentionService), board: null, () => Round(stop), stop);
        await Repeat(_options.Every, time, () => Round(stop), stop);
    }

    private async Task CarryOn(DateTimeOffset now, CancellationToken cancel)
    {
        await foreach (var board in keeping.ReadUnfinished(cancel))
            await Supervisor.Try("Carrying on a destruction", board, async () => Say(board, await keeping.Destroy(new(board, now), hash: null, cancel)), cancel);
    }

    private async Task LookAtAll(DateTimeOffset now, CancellationToken cancel)
    {
        await foreach (var meeting in index.ReadQuiet(now - _options.Shortest, cancel))
        {
            if (_options.DueAt(meeting) <= now) await Supervisor.Try("Looking at a board whose time is over", meeting.Board, () => Look(meeting, now, cancel), cancel);
        }
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
        else if (answer.Refusal == RetentionRefusal.Held) LogHeld(logger, BoardTag.Of(board));
    }

    [LoggerMessage(1401, LogLevel.Information, "Board {Board} was destroyed ({Ground}): {Commits} commits, the last one's hash was {Hash}")]
    private static partial void LogDestroyed(ILogger logger, string board, string ground, long commits, string hash);

    [LoggerMessage(1402, LogLevel.Debug, "Board {Board} is kept beyond the retention period: it is under legal hold")]
    private static partial void LogHeld(ILogger logger, string board);
}

/// <summary>Puts the keeping of boards into a server.</summary>
public static class RetentionServices
{
    /// <summary>Retention, by the section <c>Retention</c>. Needs the store, the list of meetings and the rooms.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<RetentionService>();
        return services;
    }
}

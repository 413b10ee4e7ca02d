using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using Polly;
using Polly.Retry;

namespace MappingBoard.Server.Supervision;

/// <summary>
/// Through which everything in the server runs that nobody waits for (G3): what goes wrong there is said in the log, by its
/// kind and never with its content, and ends at most the one piece of work. Thread-safe.
/// </summary>
public sealed partial class Supervisor
{
    /// <summary>Work that has gone well for so long begins with the shortest pause again.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _again;

    public Supervisor(TimeProvider time, ILogger<Supervisor> logger)
        : this(time, Random.Shared.NextDouble, logger)
    {
    }

    /// <param name="time">For the pauses.</param>
    /// <param name="randomizer">0 to 1, for their jitter.</param>
    /// <param name="logger">Told of every fault.</param>
    internal Supervisor(TimeProvider time, Func<double> randomizer, ILogger<Supervisor> logger)
    {
        _time = time;
        _logger = logger;
        _again = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromMinutes(1),
                Randomizer = randomizer,
            })
            .Build();
    }

    /// <summary>
    /// Runs work until it ends by itself or is stopped. After a fault it is begun again: after about half a second, then one,
    /// two, at most a minute. Never throws.
    /// </summary>
    /// <param name="work">What it is called in the log.</param>
    /// <param name="run">Must end when it is cancelled.</param>
    /// <param name="stop">Ends it.</param>
    public async Task KeepGoing(string work, Func<CancellationToken, Task> run, CancellationToken stop)
    {
        try
        {
            while (await _again.ExecuteAsync(async inTime => await HasBroken(work, run, inTime), stop))
            {
                // It had gone well for a while, so it begins again at once and the pauses from the shortest.
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As it was asked to.
        }
    }

    /// <summary>Runs one piece of work whose fault is nobody else's.</summary>
    /// <param name="work">What it is called in the log.</param>
    /// <param name="board">The board's id, if it is about one.</param>
    /// <param name="run">The work.</param>
    /// <param name="stop">Says that the caller is to end.</param>
    /// <returns>Whether it ended without a fault.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; nothing else is thrown.</exception>
    public async Task<bool> Try(string work, string? board, Func<Task> run, CancellationToken stop = default)
    {
        try
        {
            await run();
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Report(work, board, fault);
            return false;
        }
    }

    /// <summary>Starts work for which nobody waits. Returns when it first waits for something; never throws.</summary>
    /// <param name="work">What it is called in the log.</param>
    /// <param name="board">The board's id, if it is about one.</param>
    /// <param name="run">The work.</param>
    public void Detach(string work, string? board, Func<Task> run) => _ = Try(work, board, run);

    private async ValueTask<bool> HasBroken(string work, Func<CancellationToken, Task> run, CancellationToken stop)
    {
        var began = _time.GetTimestamp();
        try
        {
            await run(stop);
            return false;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Report(work, board: null, fault);
            if (_time.GetElapsedTime(began) < Settled) throw;
            return true;
        }
    }

    /// <summary>A message may quote what somebody wrote, so only kinds are said.</summary>
    private void Report(string work, string? board, Exception fault)
    {
        var kind = fault.InnerException is { } cause ? $"{fault.GetType().Name}, {cause.GetType().Name}" : fault.GetType().Name;
        // Rooms and health say that the store is away, and when it is back.
        if (fault is StoreUnavailableException or OperationCanceledException) LogLater(_logger, work, Tag(board), kind);
        else LogFault(_logger, work, Tag(board), kind);
    }

    private static string Tag(string? board) => board is null ? "no one board" : BoardTag.Of(board);

    [LoggerMessage(1301, LogLevel.Error, "{Work} met a fault with {Board} ({Kind}). The server goes on; it is tried again when it is due")]
    private static partial void LogFault(ILogger logger, string work, string board, string kind);

    [LoggerMessage(1302, LogLevel.Warning, "{Work} could not be done with {Board} ({Kind}); it is tried again when it is due")]
    private static partial void LogLater(ILogger logger, string work, string board, string kind);
}

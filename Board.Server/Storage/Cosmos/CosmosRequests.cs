using MappingBoard.Server.Ports;
using Microsoft.Azure.Cosmos;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// How the store speaks with Cosmos DB: what is tried again and by whom, how long it takes at most, and what counts as
/// being away. Each kind of failure has one layer. The SDK tries again what the service refused for now (429, 449) and
/// reads whose connection was dropped, and turns to another region; here a read is tried again when its answer was 408,
/// 503 or the like; a write never is, and who asked settles it. Thread-safe.
/// </summary>
internal sealed class CosmosRequests
{
    private readonly CosmosMetrics _metrics;
    private readonly ResiliencePipeline _reading;
    private readonly ResiliencePipeline _writing;
    private readonly ResiliencePipeline _lagging;

    /// <param name="metrics">Told what each answer was charged.</param>
    /// <param name="patience">See <see cref="CosmosOptions.Patience"/>.</param>
    /// <param name="time">For the waiting.</param>
    public CosmosRequests(CosmosMetrics metrics, TimeSpan patience, TimeProvider time)
    {
        _metrics = metrics;
        _writing = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(patience).Build();
        _reading = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(patience)
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<NotAnsweredException>(e => e.Status.IsWorthReadingAgain),
                MaxRetryAttempts = 4,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromSeconds(2),
            })
            .Build();
        _lagging = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = seen => ValueTask.FromResult(seen.Outcome is { Exception: null, Result: null }),
                MaxRetryAttempts = 3,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(50),
            })
            .Build();
    }

    /// <summary>Reads, and takes out of the answer what is asked for.</summary>
    /// <param name="operation">For the metrics.</param>
    /// <param name="ask">The request; asked anew for each try.</param>
    /// <param name="isAnswer">Which answers besides success are one.</param>
    /// <param name="take">What is wanted of it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreUnavailableException">No such answer came in time.</exception>
    public async Task<T> Read<T>(
        string operation,
        Func<CancellationToken, Task<ResponseMessage>> ask,
        Func<CosmosStatus, bool> isAnswer,
        Func<ResponseMessage, T> take,
        CancellationToken cancel)
    {
        try
        {
            return await _reading.ExecuteAsync(
                async inTime =>
                {
                    using var answer = await Ask(operation, ask, cancel, inTime);
                    var status = CosmosStatus.Of(answer);
                    return status.IsSuccess || isAnswer(status) ? take(answer) : throw new NotAnsweredException(status, null);
                },
                cancel);
        }
        catch (NotAnsweredException e)
        {
            throw Unavailable(e.Status, e.InnerException);
        }
        catch (TimeoutRejectedException e)
        {
            throw Unavailable(CosmosStatus.NoAnswer, e);
        }
    }

    /// <summary>
    /// Reads something that others have seen, a few times within half a second: the replica that is asked may lag for a
    /// moment.
    /// </summary>
    /// <param name="read">Null when it is not there.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<T?> ReadUntilThere<T>(Func<CancellationToken, Task<T?>> read, CancellationToken cancel)
        where T : class => await _lagging.ExecuteAsync(async inTime => await read(inTime), cancel);

    /// <summary>
    /// Writes, once. A write that was sent is not taken back: no caller's impatience leaves its outcome open.
    /// </summary>
    /// <returns>What came back; <see cref="CosmosStatus.NoAnswer"/> when nothing did.</returns>
    public async Task<CosmosStatus> Write(string operation, Func<CancellationToken, Task<ResponseMessage>> ask)
    {
        try
        {
            return await _writing.ExecuteAsync(
                async inTime =>
                {
                    using var answer = await Ask(operation, ask, CancellationToken.None, inTime);
                    return CosmosStatus.Of(answer);
                },
                CancellationToken.None);
        }
        catch (NotAnsweredException e)
        {
            return e.Status;
        }
        catch (TimeoutRejectedException)
        {
            return CosmosStatus.NoAnswer;
        }
    }

    public static StoreUnavailableException Unavailable(CosmosStatus status, Exception? cause = null)
    {
        var what = $"Cosmos DB did not do what was asked ({status}).";
        return cause is null ? new(what) : new(what, cause);
    }

    private async Task<ResponseMessage> Ask(
        string operation,
        Func<CancellationToken, Task<ResponseMessage>> ask,
        CancellationToken cancel,
        CancellationToken inTime)
    {
        try
        {
            var answer = await ask(inTime);
            _metrics.Charged(operation, answer);
            return answer;
        }
        catch (OperationCanceledException) when (inTime.IsCancellationRequested)
        {
            // The SDK's own exception carries its diagnostics; what the pipeline and the caller wait for is the plain one.
            cancel.ThrowIfCancellationRequested();
            throw new OperationCanceledException(inTime);
        }
        catch (Exception e) when (CosmosStatus.Of(e) is { } status)
        {
            throw new NotAnsweredException(status, e);
        }
    }

    /// <summary>Within this class: an answer that is none.</summary>
    private sealed class NotAnsweredException(CosmosStatus status, Exception? cause) : Exception(null, cause)
    {
        public CosmosStatus Status { get; } = status;
    }
}

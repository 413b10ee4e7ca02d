using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using Polly;
using Polly.Retry;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// One board's log as its room uses it: when the store is away it asks again, for as long as the room is open (B4), and
/// a write whose outcome is unknown is settled by reading back, never by a blind second write.
/// </summary>
/// <param name="board">The board's id.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="retry">The pace of asking again; see <see cref="RetryWith"/>.</param>
/// <param name="stop">Ends the asking, when the server cannot wait any longer.</param>
public sealed class BoardLog(string board, IBoardStore store, ResiliencePipeline retry, CancellationToken stop)
{
    public string Board => board;

    /// <summary>Asks again after 100 ms, 200 ms … at most 5 s, with jitter.</summary>
    /// <param name="time">For the waiting.</param>
    /// <param name="randomizer">0 to 1, for the jitter.</param>
    /// <param name="away">Told when the store does not answer: how often it was asked so far.</param>
    /// <param name="attempts">How often to ask again; without a number, for ever.</param>
    public static ResiliencePipeline RetryWith(TimeProvider time, Func<double> randomizer, Action<int> away, int attempts = int.MaxValue) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<StoreUnavailableException>(),
                MaxRetryAttempts = attempts,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(5),
                Randomizer = randomizer,
                OnRetry = retried =>
                {
                    away(retried.AttemptNumber + 1);
                    return default;
                },
            })
            .Build();

    /// <summary>Writes a commit, or learns that another server was first.</summary>
    /// <param name="commit">The next one.</param>
    /// <param name="hash">Its hash, by which it is recognised.</param>
    public Task<Appended> Append(Commit commit, string hash)
    {
        var unknown = false;
        return Retry(async cancel =>
        {
            using var span = RoomTelemetry.Part(RoomTelemetry.AppendSpan);
            if (unknown && await ReadFrom(commit, hash, cancel) is { } known) return known;
            unknown = true;
            if (await store.TryAppend(commit, cancel)) return new(true, []);
            return await ReadFrom(commit, hash, cancel)
                ?? throw new StoreUnavailableException("The store says that a number is taken and does not show by what.");
        });
    }

    public Task<IReadOnlyList<Commit>> ReadAfter(long number) =>
        Retry(async cancel => await store.ReadCommits(board, number, cancel));

    private async ValueTask<Appended?> ReadFrom(Commit commit, string hash, CancellationToken cancel)
    {
        var there = await store.ReadCommits(board, commit.Number - 1, cancel);
        if (there.Count == 0) return null;
        var ours = CommitHash.Of(there[0]) == hash;
        return new(ours, ours ? [.. there.Skip(1)] : there);
    }

    /// <summary>Stays where it was called (a synchronisation context, if there is one), so that a room runs on one thread at a time in any harness.</summary>
    private async Task<T> Retry<T>(Func<CancellationToken, ValueTask<T>> ask)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, stop);
        try
        {
            return await retry.ExecuteAsync(static (c, ask) => ask(c.CancellationToken), context, ask);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}

/// <summary>What became of a write.</summary>
/// <param name="Ours">Whether our commit is in the log, once.</param>
/// <param name="Others">The commits of others that follow: from our number on, or after it when ours is there.</param>
public sealed record Appended(bool Ours, IReadOnlyList<Commit> Others);

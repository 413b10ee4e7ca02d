using System.Net;
using MappingBoard.Server.Ports;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// Tells of boards that have changed by the SDK's change feed processor: the servers that follow share the feed by leases
/// in a container of their own, how far each part has been told is kept there, and where a server ends, another takes its
/// leases over, at once when it let go of them and when they have lapsed otherwise. Thread-safe.
/// </summary>
/// <param name="boards">The container of the boards.</param>
/// <param name="leases">The container of the leases.</param>
/// <param name="listing">How often it is asked.</param>
/// <param name="cosmos">How long it may take to let go.</param>
/// <param name="pace">Of the leases.</param>
/// <param name="time">For the waiting. The processor itself goes by the system's clock.</param>
/// <param name="logger">Told what went wrong, in statuses and kinds: a message of the SDK may quote a document.</param>
internal sealed partial class CosmosBoardFeed(
    Container boards,
    Container leases,
    IOptions<MeetingIndexOptions> listing,
    IOptions<CosmosOptions> cosmos,
    LeasePace pace,
    TimeProvider time,
    ILogger<CosmosBoardFeed> logger) : IBoardFeed
{
    /// <summary>Begins the ids of the leases. Under another name everything is told from the beginning.</summary>
    private const string ProcessorName = "listing";

    /// <summary>Of one page; the service ends it earlier at 4 MB.</summary>
    private const int MostDocuments = 1000;

    public async Task Follow(Func<IReadOnlyList<ChangedBoard>, CancellationToken, Task> changed, CancellationToken cancel)
    {
        var run = await Start(changed, cancel);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
        }
        finally
        {
            await Stop(run);
        }
    }

    /// <summary>
    /// Each try has a processor and a name of its own. So no lease is its already, and a start that fails leaves nothing
    /// running: reading the leases comes last, and following them only begins after it.
    /// </summary>
    private async Task<Run> Start(Func<IReadOnlyList<ChangedBoard>, CancellationToken, Task> changed, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var processor = Build(changed, cancel);
            var run = new Run(processor, processor.StartAsync());
            try
            {
                // The SDK's own start cannot be cancelled, and may wait for another server that makes the leases.
                await run.Starting.WaitAsync(cancel);
                return run;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                await Stop(run);
                throw;
            }
            catch (Exception e) when (CosmosStatus.Of(e) is not null)
            {
                LogNotStarted(logger, KindOf(e));
            }

            await Task.Delay(pace.StartAgain, time, cancel);
        }
    }

    private ChangeFeedProcessor Build(Func<IReadOnlyList<ChangedBoard>, CancellationToken, Task> changed, CancellationToken cancel) => boards
        .GetChangeFeedProcessorBuilder(ProcessorName, (_, page, lost) => Tell(page, changed, cancel, lost))
        .WithInstanceName(Guid.NewGuid().ToString("N"))
        .WithLeaseContainer(leases)
        .WithLeaseConfiguration(pace.Acquire, pace.Expire, pace.Renew)
        .WithStartTime(DateTime.MinValue.ToUniversalTime())
        .WithPollInterval(listing.Value.Every)
        .WithMaxItems(MostDocuments)
        .WithErrorNotification((_, fault) => Log(fault, cancel))
        .Build();

    /// <summary>What it throws, the processor takes as not told: it lets go of the lease, and whoever takes it next is given the same page.</summary>
    private static async Task Tell(
        Stream page,
        Func<IReadOnlyList<ChangedBoard>, CancellationToken, Task> changed,
        CancellationToken cancel,
        CancellationToken lost)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lost);
        either.Token.ThrowIfCancellationRequested();
        var latest = new Dictionary<string, long>(StringComparer.Ordinal);
        ChangedDocument.Fold(ChangedDocument.ReadPage(page), latest);
        if (latest.Count > 0) await changed([.. latest.Select(board => new ChangedBoard(board.Key, board.Value))], either.Token);
    }

    /// <summary>Lets go of the leases, so that others need not wait until they lapse. Never throws: whoever cancels is to hear that it was cancelled.</summary>
    private async Task Stop(Run run)
    {
        try
        {
            await LetGo(run).WaitAsync(cosmos.Value.Patience, time);
        }
        catch (Exception e)
        {
            LogNotLetGo(logger, KindOf(e));
        }
    }

    /// <summary>A start that is under way may tell already, and can only be stopped when it is over; that is done also when nobody waits for it any more.</summary>
    private static async Task LetGo(Run run)
    {
        await run.Starting;
        await run.Processor.StopAsync();
    }

    private Task Log(Exception fault, CancellationToken cancel)
    {
        // The SDK wraps what the handler throws.
        var cause = fault is ChangeFeedProcessorUserException { InnerException: { } thrown } ? thrown : fault;
        if (cause is StoreUnavailableException) LogNotTold(logger);
        else if (fault is CosmosException { StatusCode: HttpStatusCode.PreconditionFailed }) LogTakenOver(logger);
        else if (ReferenceEquals(cause, fault)) LogNotRead(logger, KindOf(fault));
        else if (!cancel.IsCancellationRequested) LogBroke(logger, cause.GetType().Name);
        return Task.CompletedTask;
    }

    private static string KindOf(Exception e) => CosmosStatus.Of(e)?.ToString() ?? e.GetType().Name;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cosmos DB's change feed cannot be followed yet ({Kind}); it is tried again.")]
    private static partial void LogNotStarted(ILogger logger, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of Cosmos DB's change feed could not be given back ({Kind}); they lapse by themselves.")]
    private static partial void LogNotLetGo(ILogger logger, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not answer when changed boards were told; they are told again.")]
    private static partial void LogNotTold(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cosmos DB's change feed or a lease of it could not be read ({Kind}); it goes on when a server takes the lease again.")]
    private static partial void LogNotRead(ILogger logger, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Another server has taken over a lease of Cosmos DB's change feed.")]
    private static partial void LogTakenOver(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is done with changed boards broke ({Kind}); they are told again.")]
    private static partial void LogBroke(ILogger logger, string kind);

    /// <param name="Processor">The SDK's.</param>
    /// <param name="Starting">Ends when it has started.</param>
    private sealed record Run(ChangeFeedProcessor Processor, Task Starting);
}

/// <summary>How the servers share the feed. Immutable.</summary>
/// <param name="Acquire">How often a server looks for leases that nobody holds, and so how soon something is told again.</param>
/// <param name="Renew">How often a server says that it still holds one.</param>
/// <param name="Expire">After how long without that it lapses.</param>
/// <param name="StartAgain">How long to wait after a start that failed.</param>
internal sealed record LeasePace(TimeSpan Acquire, TimeSpan Renew, TimeSpan Expire, TimeSpan StartAgain)
{
    /// <summary>The first three are the SDK's own.</summary>
    public static LeasePace Usual { get; } = new(TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5));
}

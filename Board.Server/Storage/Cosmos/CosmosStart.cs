using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// Asks the account when the server starts: whether it answers, whether the container is the right one, or makes it where
/// that is asked for.
/// </summary>
internal sealed partial class CosmosStart(CosmosClient client, IOptions<CosmosOptions> settings, ILogger<CosmosStart> logger) : IHostedService
{
    private const string PartitionPath = "/boardId";

    /// <summary>Documents live for ever unless one of them says otherwise.</summary>
    private const int ForEverUnlessSaid = -1;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = settings.Value;
        try
        {
            await Check(options, cancellationToken);
        }
        catch (CosmosException e) when (e.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new InvalidOperationException("The Cosmos DB account does not let this server in: check Storage:Cosmos:Key, or the role of its identity, and the account's firewall.", e);
        }
        catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            throw new InvalidOperationException($"The Cosmos DB account has no container {options.Container} in a database {options.Database}. Make it with the partition key {PartitionPath}, or set Storage:Cosmos:CreateContainer.", e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Check(CosmosOptions options, CancellationToken cancel)
    {
        var account = await client.ReadAccountAsync();
        // Two regions would each take the first document of a number, and settle it later by throwing one away (O1, O2).
        if (account.WritableRegions.Count() > 1)
            throw new InvalidOperationException("The Cosmos DB account takes writes in several regions, so two servers could both be first. Turn multi-region writes off; reading in several regions may stay.");
        // Weaker than bounded staleness, a server may read a log without its latest commits for a moment. Nothing is lost
        // by that, since the write decides; but people would be shown an old map until it is read again.
        if (account.Consistency.DefaultConsistencyLevel is not (ConsistencyLevel.Strong or ConsistencyLevel.BoundedStaleness))
            LogWeakConsistency(logger, account.Consistency.DefaultConsistencyLevel);

        var properties = options.CreateContainer
            ? await Create(options, cancel)
            : (await client.GetContainer(options.Database, options.Container).ReadContainerAsync(cancellationToken: cancel)).Resource;
        if (properties.PartitionKeyPath != PartitionPath)
            throw new InvalidOperationException($"Storage:Cosmos:Container has the partition key {properties.PartitionKeyPath}; boards need {PartitionPath}. A partition key cannot be changed: name another container.");
        LogDoorsElsewhere(logger);
    }

    private async Task<ContainerProperties> Create(CosmosOptions options, CancellationToken cancel)
    {
        var database = await client.CreateDatabaseIfNotExistsAsync(options.Database, cancellationToken: cancel);
        return (await database.Database.CreateContainerIfNotExistsAsync(Properties(options.Container), cancellationToken: cancel)).Resource;
    }

    /// <summary>A container as boards need it. Only what is queried has an index: each indexed field makes every write dearer.</summary>
    private static ContainerProperties Properties(string name) => new(name, PartitionPath)
    {
        DefaultTimeToLive = ForEverUnlessSaid,
        IndexingPolicy = new()
        {
            Automatic = true,
            IndexingMode = IndexingMode.Consistent,
            IncludedPaths = { new IncludedPath { Path = "/number/?" } },
            ExcludedPaths = { new ExcludedPath { Path = "/*" } },
        },
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Boards are kept in Cosmos DB; invitations, the waiting room and the access log stay in the file of this server, so run only one. Who comes to a board and leaves it stands in the board's log and not in the access log.")]
    private static partial void LogDoorsElsewhere(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Cosmos DB account has the consistency {Level}. Set it to bounded staleness or strong, or pages on other servers may show a map that is a moment old.")]
    private static partial void LogWeakConsistency(ILogger logger, ConsistencyLevel level);
}

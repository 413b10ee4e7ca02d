using System.Net;
using System.Net.Sockets;
using Azure.Identity;
using MappingBoard.Server.Supervision;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// Asks the account when the server starts: whether it answers, whether the containers are the right ones, or makes them
/// where that is asked for.
/// </summary>
internal sealed partial class CosmosStart(CosmosClient client, IOptions<CosmosOptions> settings, ILogger<CosmosStart> logger) : StartCheck
{
    public override async Task StartAsync(CancellationToken cancellationToken)
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
        catch (AuthenticationFailedException e)
        {
            throw new InvalidOperationException("This server cannot sign in with Microsoft Entra: give it an identity, or set Storage:Cosmos:Key.", e);
        }
        catch (Exception e) when (IsNoAnswer(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The Cosmos DB account at {options.Address.Host} does not answer: check Storage:Cosmos:Endpoint, the network and the account's firewall.", e);
        }
    }

    private static bool IsNoAnswer(Exception e) =>
        e is HttpRequestException or IOException or SocketException or OperationCanceledException
        || (e is CosmosException status && new CosmosStatus(status.StatusCode).LeavesWriteOpen);

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

        await Check(options, options.Container, ContainerForm.Boards, cancel);
        await Check(options, options.Doors, ContainerForm.Doors, cancel);
        await Check(options, options.Leases, ContainerForm.Leases, cancel);
    }

    private async Task Check(CosmosOptions options, string name, ContainerForm form, CancellationToken cancel)
    {
        try
        {
            var properties = options.CreateContainer
                ? await Create(options, form.ToMake(name), cancel)
                : (await client.GetContainer(options.Database, name).ReadContainerAsync(cancellationToken: cancel)).Resource;
            form.Require(properties);
        }
        catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            throw new InvalidOperationException($"The Cosmos DB account has no container {name} in a database {options.Database}. Make it with the partition key {form.PartitionPath}, or set Storage:Cosmos:CreateContainer.", e);
        }
    }

    private async Task<ContainerProperties> Create(CosmosOptions options, ContainerProperties properties, CancellationToken cancel)
    {
        var database = await client.CreateDatabaseIfNotExistsAsync(options.Database, cancellationToken: cancel);
        try
        {
            return (await database.Database.CreateContainerIfNotExistsAsync(properties, cancellationToken: cancel)).Resource;
        }
        catch (ArgumentException e) when (e.ParamName == nameof(PartitionKey))
        {
            // There is one with another partition key. Which setting names it, its form says.
            return (await database.Database.GetContainer(properties.Id).ReadContainerAsync(cancellationToken: cancel)).Resource;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Cosmos DB account has the consistency {Level}. Set it to bounded staleness or strong, or pages on other servers may show a map that is a moment old.")]
    private static partial void LogWeakConsistency(ILogger logger, ConsistencyLevel level);
}

using System.Diagnostics.Metrics;
using Azure.Identity;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Cosmos.Admission;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>Puts Cosmos DB into a server as the home of boards and of their doors.</summary>
public static class CosmosStorageExtensions
{
    /// <summary>
    /// <see cref="IBoardStore"/>, all that is kept of the doors, <see cref="IMeetingList"/> and <see cref="IBoardFeed"/>, by the section
    /// <c>Storage:Cosmos</c> (see <see cref="CosmosOptions"/>). The account is asked when the server starts, so that it does not start with one that cannot serve it.
    /// </summary>
    public static IServiceCollection AddCosmosStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<CosmosOptions>().Bind(configuration.GetSection(CosmosOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<CosmosOptions>, CosmosOptionsCheck>();
        services.AddOptions<CosmosClientOptions>().Configure<IOptions<CosmosOptions>>((client, options) => SetUp(client, options.Value));
        services.AddSingleton(Client);
        services.AddSingleton(BoardContainer);
        services.AddSingleton(Requests);
        services.AddSingleton<IBoardStore, CosmosBoardStore>();
        services.AddSingleton(s => new AdmissionLog(DoorContainer(s)));
        services.AddSingleton(s => new AdmissionKeys(DoorContainer(s)));
        services.AddSingleton(s => new AdmissionNames(DoorContainer(s)));
        services.AddSingleton<IInvitationStore, CosmosInvitationStore>();
        services.AddSingleton<ILobbyStore, CosmosLobbyStore>();
        services.AddSingleton<IDeviceLinkStore, CosmosDeviceLinks>();
        services.AddSingleton<IAccessLog>(s => new CosmosAccessLog(new(s.GetRequiredService<Container>(), s.GetRequiredService<CosmosRequests>()), DoorContainer(s)));
        services.AddSingleton<IMeetingList>(s => new CosmosMeetingList(DoorContainer(s), s.GetRequiredService<AdmissionLog>()));
        services.AddSingleton<IMeetingIndex>(s => new CosmosMeetingIndex(DoorContainer(s)));
        services.AddSingleton(Keeping);
        services.AddMeetingIndexOptions(configuration);
        services.TryAddSingleton(LeasePace.Usual);
        services.AddSingleton(BoardFeed);
        services.AddSingleton<CosmosStart>();
        services.AddHostedService(s => s.GetRequiredService<CosmosStart>());
        return services;
    }

    private static void SetUp(CosmosClientOptions client, CosmosOptions options)
    {
        client.ApplicationName = "MappingBoard";
        client.ConnectionMode = options.Mode;
        client.RequestTimeout = options.Patience;
        // Throttling is the SDK's to wait out, within what an operation may take.
        client.MaxRetryWaitTimeOnRateLimitedRequests = options.Patience;
        if (options.PreferredRegions.Count > 0) client.ApplicationPreferredRegions = [.. options.PreferredRegions];
        // What runs on this machine names addresses under which it cannot be reached.
        else client.LimitToEndpoint = options.Address.IsLoopback;
    }

    private static CosmosClient Client(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<CosmosOptions>>().Value;
        var client = services.GetRequiredService<IOptions<CosmosClientOptions>>().Value;
        return options.Key is { } key
            ? new(options.Endpoint, key, client)
            : new(options.Endpoint, new DefaultAzureCredential(), client);
    }

    private static Container BoardContainer(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<CosmosOptions>>().Value;
        return services.GetRequiredService<CosmosClient>().GetContainer(options.Database, options.Container);
    }

    private static CosmosContainer DoorContainer(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<CosmosOptions>>().Value;
        return new(
            services.GetRequiredService<CosmosClient>().GetContainer(options.Database, options.Doors),
            services.GetRequiredService<CosmosRequests>());
    }

    private static IBoardFeed BoardFeed(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<CosmosOptions>>();
        return new CosmosBoardFeed(
            services.GetRequiredService<Container>(),
            services.GetRequiredService<CosmosClient>().GetContainer(options.Value.Database, options.Value.Leases),
            services.GetRequiredService<IOptions<MeetingIndexOptions>>(),
            options,
            services.GetRequiredService<LeasePace>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<CosmosBoardFeed>>());
    }

    private static IRetentionStore Keeping(IServiceProvider services) => new CosmosRetentionStore(
        services.GetRequiredService<AdmissionLog>(),
        new(new(services.GetRequiredService<Container>(), services.GetRequiredService<CosmosRequests>()), services.GetRequiredService<ILogger<LogDestruction>>()),
        new(DoorContainer(services)),
        services.GetRequiredService<TimeProvider>());

    private static CosmosRequests Requests(IServiceProvider services) => new(
        new CosmosMetrics(services.GetRequiredService<IMeterFactory>()),
        services.GetRequiredService<IOptions<CosmosOptions>>().Value.Patience,
        services.GetRequiredService<TimeProvider>());
}

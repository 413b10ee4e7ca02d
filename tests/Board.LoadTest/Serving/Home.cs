using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage;
using MappingBoard.TestSupport.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MappingBoard.LoadTest.Serving;

/// <summary>Where the boards of a run are: a data folder with SQLite, a Cosmos DB account, or a double of one in this program.</summary>
internal sealed class Home : IAsyncDisposable
{
    private readonly CosmosDoubleServer? _server;

    private Home(string name, IReadOnlyList<string> settings, CosmosDouble? account = null, CosmosDoubleServer? server = null)
    {
        Name = name;
        Settings = settings;
        Double = account;
        _server = server;
        Data = Directory.CreateTempSubdirectory("mappingboard-load-").FullName;
    }

    /// <summary><c>sqlite</c>, <c>cosmos-double</c> or <c>cosmos-account</c>.</summary>
    public string Name { get; }

    /// <summary>Null where it is none.</summary>
    public CosmosDouble? Double { get; }

    /// <summary>What servers are told of it.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>The data folder that all servers share: the keys of their cookies lie there as well.</summary>
    public string Data { get; }

    public static async Task<Home> Open(bool inCosmos)
    {
        if (!inCosmos) return new("sqlite", []);
        var (endpoint, key) = (Environment.GetEnvironmentVariable("COSMOS_ENDPOINT"), Environment.GetEnvironmentVariable("COSMOS_KEY"));
        if (endpoint is { Length: > 0 } && key is { Length: > 0 }) return new("cosmos-account", Cosmos(endpoint, key));
        // Also for the servers, which get this program's environment.
        CosmosDouble.PlanQueriesInProcess();
        var account = new CosmosDouble();
        var server = await CosmosDoubleServer.Start(account);
        return new("cosmos-double", Cosmos(server.Address.AbsoluteUri, CosmosDouble.Key), account, server);
    }

    /// <summary>Reads it as a server would, when the servers have ended.</summary>
    public async Task Read(Func<IBoardStore, Task> read)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine([.. Settings, "--Storage:Path=" + Data]).Build();
        await using var services = new ServiceCollection().AddLogging().AddMetrics().AddStorage(configuration).BuildServiceProvider();
        foreach (var start in services.GetServices<IHostedService>()) await start.StartAsync(CancellationToken.None);
        await read(services.GetRequiredService<IBoardStore>());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }

    private static string[] Cosmos(string endpoint, string key) =>
    [
        "--Storage:Kind=cosmos",
        "--Storage:Cosmos:Endpoint=" + endpoint,
        "--Storage:Cosmos:Key=" + key,
        "--Storage:Cosmos:Container=load-" + Guid.NewGuid().ToString("N"),
        "--Storage:Cosmos:CreateContainer=true",
    ];
}

using MappingBoard.Server.Storage;
using MappingBoard.TestSupport.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MappingBoard.LoadTest.Serving;

/// <summary>Where the boards of a run are: a data folder with SQLite, a Cosmos DB account, or a double of one in this program.</summary>
internal sealed class Home : IAsyncDisposable
{
    private readonly CosmosDoubleServer? _double;

    private Home(string name, IReadOnlyList<string> settings, CosmosDoubleServer? account)
    {
        Name = name;
        Settings = settings;
        _double = account;
        Data = Directory.CreateTempSubdirectory("mappingboard-load-").FullName;
    }

    /// <summary><c>sqlite</c>, <c>cosmos-double</c> or <c>cosmos-account</c>.</summary>
    public string Name { get; }

    /// <summary>What servers are told of it.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>The data folder that all servers share: the keys of their cookies lie there as well.</summary>
    public string Data { get; }

    public static async Task<Home> Open(bool inCosmos)
    {
        if (!inCosmos) return new("sqlite", [], null);
        var (endpoint, key) = (Environment.GetEnvironmentVariable("COSMOS_ENDPOINT"), Environment.GetEnvironmentVariable("COSMOS_KEY"));
        if (endpoint is { Length: > 0 } && key is { Length: > 0 }) return new("cosmos-account", Cosmos(endpoint, key), null);
        // Also for the servers, which get this program's environment.
        CosmosDouble.PlanQueriesInProcess();
        var account = await CosmosDoubleServer.Start(new CosmosDouble());
        return new("cosmos-double", Cosmos(account.Address.AbsoluteUri, CosmosDouble.Key), account);
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
        if (_double is not null) await _double.DisposeAsync();
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

using System.Net;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Storage.Cosmos;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Choosing Cosmos DB by configuration, and what is said about a configuration that cannot work.</summary>
public sealed class CosmosSetupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string[] Settings(string folder, string endpoint) =>
    [
        "--urls=http://127.0.0.1:0",
        "--environment=Production",
        "--Logging:LogLevel:Default=None",
        $"--Storage:Path={folder}",
        "--Storage:Kind=Cosmos",
        $"--Storage:Cosmos:Endpoint={endpoint}",
        $"--Storage:Cosmos:Key={CosmosDouble.Key}",
        "--Storage:Cosmos:CreateContainer=true",
    ];

    [Fact]
    public async Task A_server_changes_to_cosmos_by_configuration_alone()
    {
        CosmosDouble.PlanQueriesInProcess();
        var account = new CosmosDouble();
        await using var network = await CosmosDoubleServer.Start(account);
        using var folder = new TempFolder();
        await using var app = BoardServer.Create(Settings(folder["data"], network.Address.ToString()));
        await app.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        Assert.Equal(HttpStatusCode.OK, await Ready());
        Assert.IsType<CosmosBoardStore>(app.Services.GetRequiredService<IBoardStore>());

        account.IsAvailable = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ready());
        account.IsAvailable = true;
        Assert.Equal(HttpStatusCode.OK, await Ready());
        Assert.Empty(account.Refused);
        await app.StopAsync(Cancel);

        async Task<HttpStatusCode> Ready()
        {
            using var answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative), Cancel);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task O1_an_account_that_takes_writes_in_several_regions_stops_the_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => CosmosServer.Open(new CosmosDouble { WritesEverywhere = true }));
        Assert.Contains("several regions", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_there_is_not_stops_the_start_with_a_sentence()
    {
        var account = new CosmosDouble();
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => CosmosServer.Open(account, create: false));
        Assert.Equal(
            "The Cosmos DB account has no container boards in a database mappingboard. Make it with the partition key /boardId, or set Storage:Cosmos:CreateContainer.",
            refusal.Message);
        await using var made = await CosmosServer.Open(account);
        await using var found = await CosmosServer.Open(account, create: false);
    }

    [Fact]
    public void A_store_that_there_is_not_stops_the_start()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => BoardServer.Create(["--Storage:Kind=mongo"]));
        Assert.Equal("Storage:Kind is sqlite or cosmos.", refusal.Message);
    }

    public static TheoryData<string, Action<CosmosOptions>> Wrong => new()
    {
        { "Endpoint", o => o.Endpoint = "" },
        { "Endpoint", o => o.Endpoint = "http://boards.documents.azure.com/" },
        { "Endpoint", o => o.Endpoint = "https://boards.documents.azure.com/dbs/x" },
        { "Key", o => o.Key = "" },
        { "Key", o => o.Key = "not base64!" },
        { "Database", o => o.Database = "a/b" },
        { "Container", o => o.Container = "" },
        { "PreferredRegions", o => o.PreferredRegions.Add(" ") },
        { "Mode", o => o.Mode = (Microsoft.Azure.Cosmos.ConnectionMode)7 },
        { "CreateContainer", o => (o.Key, o.CreateContainer) = (null, true) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_setting_that_cannot_work_is_named(string setting, Action<CosmosOptions> make)
    {
        var options = Right();
        make(options);
        var result = new CosmosOptionsCheck().Validate(null, options);
        var fault = Assert.Single(result.Failures!);
        Assert.StartsWith($"Storage:Cosmos:{setting} ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("not base64!", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_or_entra_will_do()
    {
        Assert.Equal(ValidateOptionsResult.Success, new CosmosOptionsCheck().Validate(null, Right()));
        var entra = Right();
        entra.Key = null;
        Assert.Equal(ValidateOptionsResult.Success, new CosmosOptionsCheck().Validate(null, entra));
    }

    private static CosmosOptions Right() => new() { Endpoint = "https://boards.documents.azure.com:443/", Key = CosmosDouble.Key };
}

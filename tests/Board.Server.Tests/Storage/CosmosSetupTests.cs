using System.Net;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Cosmos;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Cosmos;
using Microsoft.Azure.Cosmos;
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
        Assert.Null(app.Services.GetService<SqliteDatabase>());
        Assert.DoesNotContain(Directory.EnumerateFiles(folder["data"], "*", SearchOption.AllDirectories), file => file.Contains(SqliteDatabase.FileName, StringComparison.Ordinal));

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
    public async Task An_account_that_does_not_answer_stops_the_start_with_a_sentence()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => CosmosServer.Open(new CosmosDouble { IsAvailable = false }, patience: 1));
        Assert.Equal("The Cosmos DB account at 127.0.0.1 does not answer: check Storage:Cosmos:Endpoint, the network and the account's firewall.", refusal.Message);
    }

    public static TheoryData<string, Action<ContainerProperties>> WrongContainers => new()
    {
        { "Storage:Cosmos:Doors has the partition key /boardId; it needs /partition. A partition key cannot be changed: name another container.", c => c.PartitionKeyPath = "/boardId" },
        { "Storage:Cosmos:Doors takes every document away after 60 seconds. Set its time to live to \"on (no default)\".", c => c.DefaultTimeToLive = 60 },
        { "Storage:Cosmos:Doors keeps documents that are to go by themselves. Set its time to live to \"on (no default)\".", c => c.DefaultTimeToLive = null },
        { "Storage:Cosmos:Doors has no index on /line/?, by which it is asked. Add it to the container's indexing policy.", c => c.IndexingPolicy.IncludedPaths.RemoveAt(1) },
        { "Storage:Cosmos:Doors has no index on /number/?, by which it is asked. Add it to the container's indexing policy.", c => c.IndexingPolicy = new() { IndexingMode = IndexingMode.None, Automatic = false } },
        { "Storage:Cosmos:Doors has no index on /did/?, by which it is asked. Add it to the container's indexing policy.", c => c.IndexingPolicy.ExcludedPaths.Add(new() { Path = "/did/?" }) },
    };

    [Theory, MemberData(nameof(WrongContainers))]
    public void A_container_that_would_lose_or_not_find_anything_stops_the_start_with_a_sentence(string sentence, Action<ContainerProperties> make)
    {
        var properties = ContainerForm.Doors.ToMake("doors");
        ContainerForm.Doors.Require(properties);
        make(properties);
        Assert.Equal(sentence, Assert.Throws<InvalidOperationException>(() => ContainerForm.Doors.Require(properties)).Message);
    }

    [Fact]
    public void A_container_that_was_made_with_the_services_own_settings_will_do_for_boards()
    {
        var properties = new ContainerProperties("boards", "/boardId");
        properties.IndexingPolicy.IncludedPaths.Add(new() { Path = "/*" });
        ContainerForm.Boards.Require(properties);
        properties.DefaultTimeToLive = 3600;
        Assert.Contains("3600 seconds", Assert.Throws<InvalidOperationException>(() => ContainerForm.Boards.Require(properties)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_whose_partition_key_is_another_stops_the_start()
    {
        var account = new CosmosDouble();
        await using var made = await CosmosServer.Open(account);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => CosmosServer.Open(account, container: "boards-doors", create: false));
        Assert.StartsWith("Storage:Cosmos:Container has the partition key /partition; it needs /boardId.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_container_for_leases_whose_partition_key_is_another_stops_the_start(bool create)
    {
        var account = new CosmosDouble();
        await using var made = await CosmosServer.Open(account);
        await using var other = await CosmosServer.Open(account, container: "other");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => CosmosServer.Open(account, create: create, leases: "other-doors"));
        Assert.Equal("Storage:Cosmos:Leases has the partition key /partition; it needs /id. A partition key cannot be changed: name another container.", refusal.Message);
        Assert.Empty(account.Refused);
    }

    public static TheoryData<string, Action<ContainerProperties>> WrongForLeases => new()
    {
        { "Storage:Cosmos:Leases keeps documents that are to go by themselves. Set its time to live to \"on (no default)\".", c => c.DefaultTimeToLive = null },
        { "Storage:Cosmos:Leases takes every document away after 60 seconds. Set its time to live to \"on (no default)\".", c => c.DefaultTimeToLive = 60 },
        { "Storage:Cosmos:Leases has no index at all. Set its indexing mode to consistent.", c => c.IndexingPolicy = new() { IndexingMode = IndexingMode.None, Automatic = false } },
    };

    [Theory, MemberData(nameof(WrongForLeases))]
    public void A_container_that_would_lose_leases_or_never_let_a_lock_go_stops_the_start_with_a_sentence(string sentence, Action<ContainerProperties> make)
    {
        var properties = ContainerForm.Leases.ToMake("leases");
        ContainerForm.Leases.Require(properties);
        make(properties);
        Assert.Equal(sentence, Assert.Throws<InvalidOperationException>(() => ContainerForm.Leases.Require(properties)).Message);
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
        { "Doors", o => o.Doors = "a#b" },
        { "Doors", o => o.Doors = o.Container },
        { "Leases", o => o.Leases = " " },
        { "Leases", o => o.Leases = o.Container },
        { "Leases", o => o.Leases = o.Doors },
        { "PreferredRegions", o => o.PreferredRegions.Add(" ") },
        { "Mode", o => o.Mode = (ConnectionMode)7 },
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

using MappingBoard.Server.Storage;
using MappingBoard.TestSupport.Cosmos;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>
/// The contract over a network: kept by the account at <c>COSMOS_ENDPOINT</c> with <c>COSMOS_KEY</c> where these are set
/// (an emulator will do), by the double behind a port of this machine otherwise. Each test has a container of its own,
/// which is deleted at its end.
/// </summary>
public sealed class CosmosAccountContractTests : BoardStoreContract
{
    private static readonly string? Endpoint = Environment.GetEnvironmentVariable("COSMOS_ENDPOINT");
    private static readonly string? Key = Environment.GetEnvironmentVariable("COSMOS_KEY");

    private readonly string _container = $"contract-{Guid.NewGuid():N}";
    private readonly CosmosDouble _account = new();
    private readonly List<CosmosServer> _servers = [];
    private CosmosDoubleServer? _double;

    private static bool IsReal => !string.IsNullOrWhiteSpace(Endpoint) && !string.IsNullOrWhiteSpace(Key);

    [Fact]
    public void The_contract_is_kept_by_a_real_account() => Assert.SkipUnless(
        IsReal,
        "COSMOS_ENDPOINT and COSMOS_KEY are not set: the contract ran over SQLite, memory, and the double of Cosmos DB in this process and behind a port, not over a real account.");

    protected override async ValueTask<IBoardStore> OpenAnother()
    {
        if (!IsReal) _double ??= await CosmosDoubleServer.Start(_account);
        var server = _double is null
            ? await CosmosServer.Open(Endpoint!, Key!, _container)
            : await CosmosServer.Open(_double.Address.ToString(), CosmosDouble.Key, _container);
        _servers.Add(server);
        return server.Boards;
    }

    protected override async ValueTask StopAll()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _servers.Clear();
    }

    protected override void Delete()
    {
        Assert.Empty(_account.Refused);
        if (_double is { } network) Task.Run(async () => await network.DisposeAsync()).GetAwaiter().GetResult();
        if (IsReal) Task.Run(DeleteContainer).GetAwaiter().GetResult();
    }

    private async Task DeleteContainer()
    {
        await using var server = await CosmosServer.Open(Endpoint!, Key!, _container);
        using var answer = await server.Container.DeleteContainerStreamAsync();
        answer.EnsureSuccessStatusCode();
    }
}

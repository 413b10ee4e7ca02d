using MappingBoard.Server.Ports;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>The contract over a network; see <see cref="CosmosNetwork"/>.</summary>
public sealed class CosmosAccountContractTests : BoardStoreContract
{
    private readonly CosmosNetwork _network = new();

    [Fact]
    public void The_contract_is_kept_by_a_real_account() => Assert.SkipUnless(
        CosmosNetwork.IsReal,
        "COSMOS_ENDPOINT and COSMOS_KEY are not set: the contract ran over SQLite, memory, and the double of Cosmos DB in this process and behind a port, not over a real account.");

    protected override async ValueTask<IBoardStore> OpenAnother() => (await _network.Open()).Boards;

    protected override ValueTask StopAll() => _network.StopAll();

    protected override void Delete() => Task.Run(async () => await _network.DisposeAsync()).GetAwaiter().GetResult();
}

using MappingBoard.Server.Ports;
using MappingBoard.TestSupport.Cosmos;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>The contract, kept by the store over Cosmos DB: the real SDK, and beneath it the double, in this process.</summary>
public sealed class CosmosBoardStoreContractTests : BoardStoreContract
{
    private readonly CosmosDouble _account = new();
    private readonly List<CosmosServer> _servers = [];

    protected override async ValueTask<IBoardStore> OpenAnother()
    {
        _servers.Add(await CosmosServer.Open(_account));
        return _servers[^1].Boards;
    }

    protected override async ValueTask StopAll()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _servers.Clear();
    }

    protected override void Delete() => Assert.Empty(_account.Refused);
}

using MappingBoard.TestSupport.Cosmos;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Two servers on one double of Cosmos DB, for whatever goes wrong between them. A test that asked the double for what it does not know has failed.</summary>
public abstract class TwoCosmosServers : IAsyncLifetime
{
    private protected CosmosDouble Account { get; } = new();

    private protected CosmosServer Here { get; private set; } = null!;

    private protected CosmosServer There { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Here = await CosmosServer.Open(Account);
        There = await CosmosServer.Open(Account);
    }

    public async ValueTask DisposeAsync()
    {
        await Here.DisposeAsync();
        await There.DisposeAsync();
        Assert.Empty(Account.Refused);
        GC.SuppressFinalize(this);
    }
}

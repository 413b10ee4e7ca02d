using MappingBoard.TestSupport.Cosmos;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>
/// An account over a network: the one at <c>COSMOS_ENDPOINT</c> with <c>COSMOS_KEY</c> where these are set (an emulator
/// will do), the double behind a port of this machine otherwise. Each has containers of its own, which are deleted at its end.
/// </summary>
internal sealed class CosmosNetwork : IAsyncDisposable
{
    private static readonly string? Endpoint = Environment.GetEnvironmentVariable("COSMOS_ENDPOINT");
    private static readonly string? Key = Environment.GetEnvironmentVariable("COSMOS_KEY");

    private readonly string _container = $"contract-{Guid.NewGuid():N}";
    private readonly CosmosDouble _account = new();
    private readonly List<CosmosServer> _servers = [];
    private CosmosDoubleServer? _double;

    public static bool IsReal => !string.IsNullOrWhiteSpace(Endpoint) && !string.IsNullOrWhiteSpace(Key);

    /// <summary>One more server on it.</summary>
    public async ValueTask<CosmosServer> Open()
    {
        if (!IsReal) _double ??= await CosmosDoubleServer.Start(_account);
        _servers.Add(await OpenServer());
        return _servers[^1];
    }

    public async ValueTask StopAll()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _servers.Clear();
    }

    /// <summary>Every document of a board's doors, as it stands.</summary>
    public async Task<string> ReadRaw(string board)
    {
        if (!IsReal) return string.Join('\n', _account.All(board).Select(document => document.GetRawText()));
        await using var server = await OpenServer();
        return await ReadRaw(server.DoorContainer, new PartitionKey(board));
    }

    /// <summary>Every document of all containers, as it stands.</summary>
    public string ReadEverything()
    {
        if (!IsReal) return string.Join('\n', _account.Everything().Select(document => document.GetRawText()));
        return Task.Run(async () =>
        {
            await using var server = await OpenServer();
            return await ReadRaw(server.Container, null) + await ReadRaw(server.DoorContainer, null);
        }).GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAll();
        Assert.Empty(_account.Refused);
        if (_double is not null) await _double.DisposeAsync();
        if (!IsReal) return;
        await using var server = await OpenServer();
        foreach (var container in new[] { server.Container, server.DoorContainer, server.LeaseContainer })
        {
            using var answer = await container.DeleteContainerStreamAsync();
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task<string> ReadRaw(Container container, PartitionKey? partition)
    {
        using var pages = container.GetItemQueryStreamIterator("SELECT * FROM c", null, new() { PartitionKey = partition });
        var raw = "";
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync(TestContext.Current.CancellationToken);
            using var text = new StreamReader(page.Content);
            raw += await text.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        return raw;
    }

    private Task<CosmosServer> OpenServer() => _double is null
        ? CosmosServer.Open(Endpoint!, Key!, _container)
        : CosmosServer.Open(_double.Address.ToString(), CosmosDouble.Key, _container);
}

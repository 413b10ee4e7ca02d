using MappingBoard.Server.Ports;
using MappingBoard.TestSupport;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>The contract, kept by the embedded store.</summary>
public sealed class SqliteBoardStoreContractTests : BoardStoreContract
{
    private readonly TempFolder _folder = new();
    private readonly List<SqliteServer> _servers = [];

    protected override ValueTask<IBoardStore> OpenAnother()
    {
        var server = new SqliteServer(_folder["data"]);
        _servers.Add(server);
        return ValueTask.FromResult(server.Boards);
    }

    protected override async ValueTask StopAll()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _servers.Clear();
    }

    protected override void Delete() => _folder.Dispose();
}

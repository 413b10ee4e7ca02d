using MappingBoard.Server.Storage;
using MappingBoard.TestSupport;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

public sealed class SqliteMeetingListTests : MeetingListContract, IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SqliteServer _server = null!;

    protected override IMeetingList List => _server.MeetingList;

    public ValueTask InitializeAsync()
    {
        _server = new(_folder["data"]);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task Restart()
    {
        await _server.DisposeAsync();
        _server = new(_folder["data"]);
    }
}

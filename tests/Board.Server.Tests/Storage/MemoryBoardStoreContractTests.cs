using MappingBoard.Server.Ports;
using MappingBoard.TestSupport.Storage;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>The contract, kept by the double: what is proved over it holds over the real homes.</summary>
public sealed class MemoryBoardStoreContractTests : BoardStoreContract
{
    private readonly MemoryBoardStore _store = new();

    protected override ValueTask<IBoardStore> OpenAnother() => ValueTask.FromResult<IBoardStore>(_store);

    protected override ValueTask StopAll()
    {
        _store.Crash(_ => false);
        return ValueTask.CompletedTask;
    }

    protected override void Delete()
    {
    }
}

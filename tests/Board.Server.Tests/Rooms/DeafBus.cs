using MappingBoard.Server.Storage;
using MappingBoard.Shared.Records;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>A bus that loses everything: the log alone must do.</summary>
internal sealed class DeafBus : IBoardBus, IDisposable
{
    public void Publish(Commit commit)
    {
    }

    public IDisposable Listen(string board, Action<Commit> heard) => this;

    public void Dispose()
    {
    }
}

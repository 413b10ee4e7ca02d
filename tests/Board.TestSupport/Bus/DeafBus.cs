using MappingBoard.Server.Bus;
using MappingBoard.Shared.Records;

namespace MappingBoard.TestSupport.Bus;

/// <summary>A bus that is away: the log alone must do.</summary>
public sealed class DeafBus : IBoardBus, IDisposable
{
    public BusState State => BusState.Away;

    public void Publish(Commit commit)
    {
    }

    public void Publish(PeopleHere people)
    {
    }

    public void Publish(DoorNews news)
    {
    }

    public IDisposable Listen(string board, IBoardEar ear) => this;

    public IDisposable ListenToDoors(Action<DoorNews> heard) => this;

    public void Dispose()
    {
    }
}

using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;

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

    public void Publish(AdmissionNews news)
    {
    }

    public IDisposable Listen(string board, IBoardSubscriber ear) => this;

    public IDisposable ListenToDoors(Action<AdmissionNews> heard) => this;

    public void Dispose()
    {
    }
}

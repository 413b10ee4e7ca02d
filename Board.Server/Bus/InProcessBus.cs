using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Bus;

/// <summary>The bus of a server that is alone: there is nobody to tell.</summary>
public sealed class InProcessBus : IBoardBus
{
    public BusState State => BusState.Alone;

    public void Publish(Commit commit)
    {
        // The room that wrote it has it.
    }

    public void Publish(PeopleHere people)
    {
        // The room where they are shows them.
    }

    public void Publish(AdmissionNews news)
    {
        // Whoever did it tells this server's own pages.
    }

    public IDisposable Listen(string board, IBoardSubscriber ear) => Nothing.Here;

    public IDisposable ListenToDoors(Action<AdmissionNews> heard) => Nothing.Here;

    private sealed class Nothing : IDisposable
    {
        public static Nothing Here { get; } = new();

        public void Dispose()
        {
            // Nothing was begun.
        }
    }
}

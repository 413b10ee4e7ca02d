using MappingBoard.Server.Bus;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Records;
using MappingBoard.TestSupport.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MappingBoard.Server.Tests.Simulation;

/// <summary>
/// One life of a server with one room open: the product's own room, its clock and its thread in the hands of the
/// simulation. When it crashes it is thrown away with everything in memory, timers included.
/// </summary>
internal sealed class SimulatedServer
{
    private readonly Pump _pump = new();

    public SimulatedServer(Ledger ledger, MemoryBoardStore store, ISnapshotKeeper snapshots, DateTimeOffset now, Func<double> jitter)
    {
        Time = new(now);
        var log = new BoardLog(ledger.Board.Id, store, BoardLog.RetryWith(Time, jitter, _ => { }), CancellationToken.None);
        var options = new RoomOptions { RingChanges = 40, SnapshotEvery = 25, CommitBatches = 6 };
        Room = new(new(ledger, 0, default), log, new InProcessBus(), snapshots, options, Time, NullLogger.Instance);
        Running = _pump.Start(Room.Run);
        Do(() => { });
    }

    public FakeTimeProvider Time { get; }

    public Room Room { get; }

    /// <summary>Ends when the room breaks: in a simulation it never should.</summary>
    public Task Running { get; }

    /// <summary>Does something to the server, and all that follows from it until it waits for something from outside.</summary>
    public void Do(Action action)
    {
        _pump.Inside(action);
        _pump.Run();
    }

    public void Start(Func<Task> work)
    {
        _ = _pump.Start(work);
        _pump.Run();
    }
}

using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Log;
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
    private readonly MemoryBoardStore _store;
    private readonly HashSet<PendingOperation> _asked = [];

    public SimulatedServer(Ledger ledger, MemoryBoardStore store, IBoardBus bus, ISnapshotKeeper snapshots, DateTimeOffset now, Func<double> jitter, TimeSpan framePause)
    {
        _store = store;
        Bus = bus;
        Time = new(now);
        var log = new BoardLog(ledger.Board.Id, store, BoardLog.RetryWith(Time, jitter, _ => { }), CancellationToken.None);
        var options = new RoomOptions { RingChanges = 40, SnapshotEvery = 25, CommitBatches = 6, FramePauseLeast = framePause };
        Room = new(new(ledger, 0, default), log, bus, snapshots, options, Time, NullLogger.Instance);
        var running = Task.CompletedTask;
        Do(() => running = Room.Run());
        Running = running;
    }

    public FakeTimeProvider Time { get; }

    /// <summary>Its end of the bus.</summary>
    public IBoardBus Bus { get; }

    /// <summary>What it has asked the store for and has no answer to.</summary>
    public IReadOnlyList<PendingOperation> Pending => [.. _store.Pending.Where(_asked.Contains)];

    public Room Room { get; }

    /// <summary>Ends when the room breaks: in a simulation it never should.</summary>
    public Task Running { get; }

    /// <summary>Does something to the server, and all that follows from it until it waits for something from outside.</summary>
    public void Do(Action action)
    {
        var before = _store.Pending;
        _pump.Inside(action);
        _pump.Run();
        _asked.UnionWith(_store.Pending.Except(before));
    }

    public void Start(Func<Task> work) => Do(() => _ = _pump.Start(work));
}

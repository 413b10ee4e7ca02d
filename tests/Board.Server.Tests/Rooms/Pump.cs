namespace MappingBoard.Server.Tests.Rooms;

/// <summary>Runs everything that is started on it on the test's own thread, one step at a time, when the test says so.</summary>
internal sealed class Pump : SynchronizationContext
{
    private readonly Queue<Action> _steps = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_steps) _steps.Enqueue(() => d(state));
    }

    /// <summary>Starts something here; it goes on with each <see cref="Run"/>.</summary>
    public T Start<T>(Func<T> start)
        where T : Task
    {
        T? started = null;
        Inside(() => started = start());
        return started!;
    }

    /// <summary>Runs until nothing is left to do without something from outside.</summary>
    public void Run() => Inside(() =>
    {
        while (Next() is { } step) step();
    });

    /// <summary>Runs an action here, so that what it continues comes back here.</summary>
    public void Inside(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private Action? Next()
    {
        lock (_steps) return _steps.TryDequeue(out var step) ? step : null;
    }
}

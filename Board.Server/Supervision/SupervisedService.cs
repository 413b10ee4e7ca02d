namespace MappingBoard.Server.Supervision;

/// <summary>
/// Work that goes on for as long as the server runs. Whatever it throws, the server and all meetings go on, and it is begun
/// again (G3). Every background service of the server is one of these.
/// </summary>
/// <param name="supervisor">Keeps it going.</param>
public abstract class SupervisedService(Supervisor supervisor) : BackgroundService
{
    protected Supervisor Supervisor => supervisor;

    /// <summary>The work. Ends when it is stopped; ends it earlier, it is not begun again.</summary>
    protected abstract Task Work(CancellationToken stop);

    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) => supervisor.KeepGoing(GetType().Name, Work, stoppingToken);

    /// <summary>Does something every so often; what goes wrong in one round leaves the next one as it is.</summary>
    /// <param name="every">The time between two rounds.</param>
    /// <param name="time">Tells it.</param>
    /// <param name="round">One round.</param>
    /// <param name="stop">Ends it.</param>
    protected async Task Repeat(TimeSpan every, TimeProvider time, Func<Task> round, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(stop)) await supervisor.Try(GetType().Name, board: null, round, stop);
    }
}

/// <summary>
/// What is looked at once, before the server takes its first request: a server that cannot work is not to start. Nothing
/// of it goes on afterwards.
/// </summary>
public abstract class StartCheck : IHostedService
{
    public abstract Task StartAsync(CancellationToken cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

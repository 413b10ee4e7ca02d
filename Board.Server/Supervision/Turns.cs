namespace MappingBoard.Server.Supervision;

/// <summary>
/// The same work for each of many keys, one at a time for each key and never in another's way. Whoever asks while it is under
/// way gets the next one, in common with all who ask meanwhile: so nothing gathers behind a slow one, and what everybody gets
/// was begun after they asked. Thread-safe.
/// </summary>
/// <param name="supervisor">Runs what nobody waits for.</param>
/// <param name="work">What the work is called in the log.</param>
/// <param name="run">The work for a key, which is a board's id.</param>
internal sealed class Turns(Supervisor supervisor, string work, Func<string, Task> run)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource?> _next = new(StringComparer.Ordinal);

    /// <summary>Ends when the work, begun after this was called, has ended. Never throws.</summary>
    public async Task Run(string key)
    {
        Task? next = null;
        lock (_gate)
        {
            if (_next.TryGetValue(key, out var waiting)) next = (_next[key] = waiting ?? new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            else _next.Add(key, null);
        }

        if (next is not null)
        {
            await next;
            return;
        }

        await supervisor.Try(work, key, () => run(key));
        supervisor.Detach(work, key, () => RunTheNext(key));
    }

    private async Task RunTheNext(string key)
    {
        while (true)
        {
            TaskCompletionSource waiting;
            lock (_gate)
            {
                if (_next[key] is not { } there)
                {
                    _next.Remove(key);
                    return;
                }

                waiting = there;
                _next[key] = null;
            }

            await supervisor.Try(work, key, () => run(key));
            waiting.SetResult();
        }
    }
}

using System.Collections.Concurrent;

namespace MappingBoard.Server.Access.Waiting;

/// <summary>
/// Wakes those who look whether they were answered. A hint and no more: whoever was woken, or was not in time, reads how it
/// stands. Thread-safe.
/// </summary>
public sealed class Answered(TimeProvider time)
{
    private readonly TimeProvider _time = time;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _looking = new(StringComparer.Ordinal);

    /// <summary>Begins to listen for an answer to a request. What is said from now on is heard.</summary>
    public Look To(string request) => new(this, request, _looking.GetOrAdd(request, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)));

    /// <summary>A request was answered.</summary>
    public void Say(string request)
    {
        if (_looking.TryRemove(request, out var looking)) looking.TrySetResult();
    }

    /// <summary>Somebody who looks whether a request was answered.</summary>
    public sealed class Look(Answered answered, string request, TaskCompletionSource said) : IDisposable
    {
        /// <summary>Ends when it was answered, or after a time.</summary>
        /// <exception cref="OperationCanceledException">They have gone.</exception>
        public async Task Within(TimeSpan atMost, CancellationToken cancel)
        {
            await Task.WhenAny(said.Task, Task.Delay(atMost, answered._time, cancel));
            cancel.ThrowIfCancellationRequested();
        }

        public void Dispose() => answered._looking.TryRemove(new(request, said));
    }
}

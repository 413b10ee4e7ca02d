namespace MappingBoard.Server.Admission.Lobby;

/// <summary>
/// Wakes those who look whether they were answered. A hint and no more: whoever was woken, or was not in time, reads how it
/// stands. Thread-safe.
/// </summary>
public sealed class Answered(TimeProvider time)
{
    private event Action<string>? Said;

    /// <summary>Begins to listen for an answer to a request. What is said from now on is heard.</summary>
    public Reading To(string request) => new(this, request, time);

    /// <summary>A request was answered.</summary>
    public void Say(string request) => Said?.Invoke(request);

    /// <summary>Somebody who looks whether a request was answered; each looks for themselves.</summary>
    public sealed class Reading : IDisposable
    {
        private readonly Answered _answered;
        private readonly string _request;
        private readonly TimeProvider _time;
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Reading(Answered answered, string request, TimeProvider time)
        {
            (_answered, _request, _time) = (answered, request, time);
            answered.Said += Hear;
        }

        /// <summary>Ends when it was answered, or after a time.</summary>
        /// <exception cref="OperationCanceledException">They have gone.</exception>
        public async Task Within(TimeSpan atMost, CancellationToken cancel)
        {
            await Task.WhenAny(_heard.Task, Task.Delay(atMost, _time, cancel));
            cancel.ThrowIfCancellationRequested();
        }

        public void Dispose() => _answered.Said -= Hear;

        private void Hear(string request)
        {
            if (request == _request) _heard.TrySetResult();
        }
    }
}

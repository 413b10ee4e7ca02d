namespace MappingBoard.Client.Connection;

/// <summary>
/// Calls to the browser that must arrive. What a server circuit sends while its line is away is lost and nobody says so:
/// such a call is made again when the line is back, or when there has been no answer for a while. One for each page.
/// Thread-safe.
/// </summary>
/// <param name="time">For waiting.</param>
public sealed class BrowserCalls(TimeProvider time)
{
    /// <summary>How long an answer may take. Somebody in the middle of composing a character answers late.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly List<CancellationTokenSource> _waiting = [];

    /// <summary>The line is back: whatever has no answer yet is given up, so that it is made again.</summary>
    public void Back()
    {
        // What is cancelled may end, and begin anew, in here.
        lock (_gate)
        {
            foreach (var patience in _waiting.ToList()) patience.Cancel();
        }
    }

    /// <summary>Waits, by the page's clock.</summary>
    public Task Pause(TimeSpan pause) => Task.Delay(pause, time);

    /// <summary>Makes a call once.</summary>
    /// <returns>Whether there was an answer; without one, nobody knows whether the call arrived.</returns>
    public async Task<bool> Try(Func<CancellationToken, Task> call)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        lock (_gate) _waiting.Add(patience);
        try
        {
            await call(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            lock (_gate) _waiting.Remove(patience);
        }
    }

    /// <summary>Makes a call until there is an answer. Only for what the browser may be told twice.</summary>
    public async Task Insist(Func<CancellationToken, Task> call)
    {
        while (!await Try(call))
        {
            // Once more.
        }
    }
}

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// Lets the appends of one board through one after the other, in the order in which they were asked for, and those of
/// different boards side by side. Thread-safe.
/// </summary>
internal sealed class AppendLines
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Does something when everything that was asked for before on that board is over, however it ended.</summary>
    public async Task<T> InTurn<T>(string board, Func<Task<T>> what)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (_gate)
        {
            before = _last.GetValueOrDefault(board);
            _last[board] = over.Task;
        }

        try
        {
            if (before is not null) await before;
            return await what();
        }
        finally
        {
            lock (_gate)
            {
                if (_last[board] == over.Task) _last.Remove(board);
            }

            over.SetResult();
        }
    }
}

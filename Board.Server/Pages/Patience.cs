using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Pages;

/// <summary>How long a page waits for the store before it says so.</summary>
internal static class Patience
{
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreUnavailableException">It took longer, or the store did not answer.</exception>
    public static async Task<T> Within<T>(TimeProvider time, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Most, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The store did not answer in time.", late);
        }
    }
}

using System.Diagnostics;

namespace MappingBoard.LoadTest.Measuring;

/// <summary>Waits until nothing moves any more.</summary>
internal static class Rest
{
    private static readonly TimeSpan AskedEvery = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It did not come to rest in time.</exception>
    public static async Task Until(Func<bool> isAtRest, TimeSpan within, Func<string> otherwise)
    {
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(AskedEvery);
        while (!isAtRest())
        {
            if (Stopwatch.GetElapsedTime(began) > within) throw new TimeoutException(otherwise());
            await tick.WaitForNextTickAsync();
        }
    }
}

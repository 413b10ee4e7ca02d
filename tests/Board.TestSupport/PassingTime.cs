using Microsoft.Extensions.Time.Testing;

namespace MappingBoard.TestSupport;

/// <summary>A test's clock that goes on until something is so, at the pace of those who work by it.</summary>
public static class PassingTime
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Passes time step by step. After each step whoever is due has a moment of real time: a clock that runs ahead of the
    /// work makes everybody late at once, and nothing is ever so.
    /// </summary>
    /// <param name="time">The clock.</param>
    /// <param name="step">Less than what is waited for.</param>
    /// <param name="isSo">Asked before each step.</param>
    /// <param name="seen">What is there instead, for the failure; null for nothing to say.</param>
    /// <exception cref="TimeoutException">It was not so after a minute of real time.</exception>
    public static async Task Until(this FakeTimeProvider time, TimeSpan step, Func<Task<bool>> isSo, Func<string>? seen = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(isSo);
        var began = time.GetUtcNow();
        var since = TimeProvider.System.GetTimestamp();
        using var moments = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(since) > Most)
                throw new TimeoutException($"It was not so after {time.GetUtcNow() - began} of the test's time. {seen?.Invoke()}");
            time.Advance(step);
            await moments.WaitForNextTickAsync();
        }
    }

    /// <inheritdoc cref="Until(FakeTimeProvider, TimeSpan, Func{Task{bool}}, Func{string})"/>
    public static Task Until(this FakeTimeProvider time, TimeSpan step, Func<bool> isSo, Func<string>? seen = null) =>
        time.Until(step, () => Task.FromResult(isSo()), seen);
}

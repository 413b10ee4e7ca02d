namespace MappingBoard.Shared.Sync;

/// <summary>
/// How long to wait before trying again: at first hardly at all, then twice as long each time up to a bound, each time a
/// random part of it, so that a hundred pages do not come back in one instant. Immutable.
/// </summary>
/// <param name="Failures">How many attempts have failed in a row.</param>
public readonly record struct Backoff(int Failures)
{
    /// <summary>The longest wait, where nothing else is asked for.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>The wait before the next attempt: from half a second with no failure, never zero.</summary>
    /// <param name="chance">0 to below 1.</param>
    /// <param name="most">The longest wait; <see cref="Most"/> by default.</param>
    public TimeSpan Wait(double chance, TimeSpan? most = null)
    {
        var longest = Math.Min((most ?? Most).Ticks, First.Ticks * Math.Pow(2, Math.Min(Failures, 20)));
        return TimeSpan.FromTicks((long)(longest * (0.5 + (chance / 2))));
    }

    /// <summary>After one more failure.</summary>
    public Backoff Failed() => new(Failures + 1);
}

namespace MappingBoard.Client.Connection;

/// <summary>
/// How long to wait before connecting again: at first hardly at all, then twice as long each time up to
/// <see cref="Most"/>, each time a random part of it, so that a hundred pages do not come back in one instant.
/// Immutable.
/// </summary>
/// <param name="Failures">How many attempts have failed since the last connection.</param>
public readonly record struct Backoff(int Failures)
{
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>The wait before the next attempt.</summary>
    /// <param name="chance">0 to below 1.</param>
    public TimeSpan Wait(double chance)
    {
        var longest = Math.Min(Most.Ticks, First.Ticks * Math.Pow(2, Math.Min(Failures, 10)));
        return TimeSpan.FromTicks((long)(longest * (0.5 + (chance / 2))));
    }

    public Backoff Failed() => new(Failures + 1);
}

namespace MappingBoard.Server.Limits;

/// <summary>
/// What each of many may use up: each has so much at once, and gets it back steadily (B5). Whoever has all of it is not
/// remembered. Thread-safe.
/// </summary>
/// <param name="most">How much at once.</param>
/// <param name="perSecond">How much comes back in a second; more than 0.</param>
/// <param name="time">Tells the time.</param>
public sealed class Allowances(double most, double perSecond, TimeProvider time)
{
    /// <summary>So many are looked through for those who have all of it again; then for as many as are left, and as many more.</summary>
    private const int FirstLook = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Used> _used = new(StringComparer.Ordinal);
    private int _lookAt = FirstLook;

    /// <summary>How many are remembered.</summary>
    internal int Remembered
    {
        get
        {
            lock (_gate) return _used.Count;
        }
    }

    /// <summary>Uses some up, if there is as much. More than all of it may be taken by whoever has all of it, and is owed.</summary>
    /// <param name="who">Whose it is.</param>
    /// <param name="amount">How much, 0 or more.</param>
    public bool TryTake(string who, double amount)
    {
        ArgumentNullException.ThrowIfNull(who);
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var used = UsedBy(who, now);
            if (used > 0 && used + amount > most) return false;
            _used[who] = new(used + amount, now);
            if (_used.Count >= _lookAt) Forget(now);
            return true;
        }
    }

    /// <summary>Whether some could be taken now.</summary>
    /// <inheritdoc cref="TryTake"/>
    public bool HasFor(string who, double amount)
    {
        ArgumentNullException.ThrowIfNull(who);
        lock (_gate) return UsedBy(who, time.GetTimestamp()) is var used && (used <= 0 || used + amount <= most);
    }

    private double UsedBy(string who, long now) =>
        _used.TryGetValue(who, out var used) ? Math.Max(0, used.Amount - (time.GetElapsedTime(used.At, now).TotalSeconds * perSecond)) : 0;

    private void Forget(long now)
    {
        foreach (var who in _used.Keys.Where(who => UsedBy(who, now) <= 0).ToList()) _used.Remove(who);
        _lookAt = Math.Max(FirstLook, _used.Count * 2);
    }

    private readonly record struct Used(double Amount, long At);
}

using System.Net;
using MappingBoard.Server.Network;

namespace MappingBoard.Server.Admission.Codes;

/// <summary>
/// How often codes may be tried: from one address, and by everybody together. Right and wrong codes count alike, so that
/// the count tells nothing. Thread-safe.
/// </summary>
public sealed class CodeTries(TimeProvider time)
{
    /// <summary>Ten at once from one address, then one a minute: a few slips of the finger are free.</summary>
    private static readonly Allowance OfOne = new(10, TimeSpan.FromMinutes(1));

    /// <summary>Sixty at once in all, then one every six seconds: past it, somebody is guessing from many addresses.</summary>
    private static readonly Allowance OfAll = new(60, TimeSpan.FromSeconds(6));

    /// <summary>Addresses that are remembered before those which have waited long enough are let go of.</summary>
    private const int Many = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _ofOne = new(StringComparer.Ordinal);
    private DateTimeOffset _ofAll;

    /// <summary>Takes one try.</summary>
    /// <param name="address">Where it comes from; all without an address count as one.</param>
    /// <returns>Whether it may be made. One that may not costs nothing.</returns>
    public bool MayTry(IPAddress? address)
    {
        var from = ClientAddress.Of(address);
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_ofOne.Count >= Many) LetGo(now);
            if (OfOne.After(_ofOne.GetValueOrDefault(from), now) is not { } one || OfAll.After(_ofAll, now) is not { } all) return false;
            _ofOne[from] = one;
            _ofAll = all;
            return true;
        }
    }

    private void LetGo(DateTimeOffset now)
    {
        foreach (var (from, full) in _ofOne)
        {
            if (full <= now) _ofOne.Remove(from);
        }
    }

    /// <summary>So many at once, and one more each time that an interval has passed (a leaky bucket, kept as the moment when it is full again).</summary>
    private readonly record struct Allowance(int AtOnce, TimeSpan Each)
    {
        /// <summary>The moment when it is full again after one more; null when there is none left.</summary>
        public DateTimeOffset? After(DateTimeOffset full, DateTimeOffset now)
        {
            var next = (full > now ? full : now) + Each;
            return next - now <= Each * AtOnce ? next : null;
        }
    }
}

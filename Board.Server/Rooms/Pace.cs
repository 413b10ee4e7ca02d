using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Rooms;

/// <summary>The pace of every person over all their pages (B5). Thread-safe.</summary>
public sealed class Pace : IDisposable
{
    private readonly PaceOptions _options;
    private readonly PartitionedRateLimiter<string> _people;

    public Pace(IOptions<PaceOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _people = PartitionedRateLimiter.Create<string, string>(
            person => RateLimitPartition.GetTokenBucketLimiter(person, _ => Bucket(_options.PerSecond, _options.Burst)));
    }

    /// <summary>The pace of one page.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="participant">Whose page it is.</param>
    public PagePace For(string board, string participant) => new(
        _people,
        board + "/" + participant,
        new(Bucket(_options.PerSecond, _options.Burst)),
        new(Bucket(1, _options.Patience)));

    public void Dispose() => _people.Dispose();

    /// <summary>Refilled when it is asked, not by a timer of its own.</summary>
    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = false,
    };
}

/// <summary>What came of asking to send a message.</summary>
public enum Admission
{
    Admitted,

    /// <summary>Too soon; try again after a while.</summary>
    TooSoon,

    /// <summary>Too soon far too often.</summary>
    Flood,
}

/// <summary>The pace of one page. Has no timer, and so nothing to dispose. Thread-safe.</summary>
public sealed class PagePace
{
    private readonly PartitionedRateLimiter<string> _people;
    private readonly string _person;
    private readonly TokenBucketRateLimiter _page;
    private readonly TokenBucketRateLimiter _patience;

    internal PagePace(PartitionedRateLimiter<string> people, string person, TokenBucketRateLimiter page, TokenBucketRateLimiter patience)
    {
        _people = people;
        _person = person;
        _page = page;
        _patience = patience;
    }

    /// <summary>Asks for one message.</summary>
    public Admission Ask()
    {
        _page.TryReplenish();
        using (var page = _page.AttemptAcquire())
        {
            if (page.IsAcquired)
            {
                using var person = _people.AttemptAcquire(_person);
                if (person.IsAcquired) return Admission.Admitted;
            }
        }

        _patience.TryReplenish();
        using var patience = _patience.AttemptAcquire();
        return patience.IsAcquired ? Admission.TooSoon : Admission.Flood;
    }
}

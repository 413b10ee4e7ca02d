using System.Threading.RateLimiting;
using MappingBoard.Server.Limits;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Rooms;

/// <summary>The pace of every person over all their pages (B5). Thread-safe.</summary>
public sealed class Pace : IDisposable
{
    private readonly PaceOptions _options;
    private readonly PartitionedRateLimiter<string> _people;
    private readonly Allowances _bytesOfPeople;
    private readonly Allowances _bytesOfBoards;

    public Pace(IOptions<PaceOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _bytesOfPeople = new(_options.BurstBytes, _options.BytesPerSecond, time);
        _bytesOfBoards = new(_options.BoardBurstBytes, _options.BoardBytesPerSecond, time);
        _people = PartitionedRateLimiter.Create<string, string>(
            person => RateLimitPartition.GetTokenBucketLimiter(person, _ => Bucket(_options.PerSecond, _options.Burst)));
    }

    /// <summary>The pace of one page.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="participant">Whose page it is.</param>
    public PagePace For(string board, string participant) => new(
        _people,
        board + "/" + participant,
        bytes => HasFor(board, board + "/" + participant, bytes),
        new(Bucket(_options.PerSecond, _options.Burst)),
        new(Bucket(1, _options.Patience)));

    public void Dispose() => _people.Dispose();

    /// <summary>Nothing is used up of the one where the other has not enough.</summary>
    private bool HasFor(string board, string person, int bytes) =>
        _bytesOfBoards.HasFor(board, bytes) && _bytesOfPeople.TryTake(person, bytes) && _bytesOfBoards.TryTake(board, bytes);

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
public enum PaceVerdict
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
    private readonly Func<int, bool> _hasFor;
    private readonly TokenBucketRateLimiter _page;
    private readonly TokenBucketRateLimiter _patience;

    internal PagePace(PartitionedRateLimiter<string> people, string person, Func<int, bool> hasFor, TokenBucketRateLimiter page, TokenBucketRateLimiter patience)
    {
        _people = people;
        _person = person;
        _hasFor = hasFor;
        _page = page;
        _patience = patience;
    }

    /// <summary>Asks for one message.</summary>
    /// <param name="bytes">How much it would write on the board.</param>
    public PaceVerdict Ask(int bytes = 0)
    {
        _page.TryReplenish();
        using (var page = _page.AttemptAcquire())
        {
            if (page.IsAcquired)
            {
                using var person = _people.AttemptAcquire(_person);
                if (person.IsAcquired && (bytes == 0 || _hasFor(bytes))) return PaceVerdict.Admitted;
            }
        }

        _patience.TryReplenish();
        using var patience = _patience.AttemptAcquire();
        return patience.IsAcquired ? PaceVerdict.TooSoon : PaceVerdict.Flood;
    }
}

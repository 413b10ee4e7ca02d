using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Shared.Tests.Sync;

/// <summary>A pause grows with each failure up to a bound, and is never the same for all.</summary>
public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 0, 250)]
    [InlineData(0, 0.5, 375)]
    [InlineData(1, 0, 500)]
    [InlineData(3, 0.5, 3_000)]
    [InlineData(5, 0, 5_000)]
    [InlineData(20, 0, 5_000)]
    [InlineData(1_000_000, 0, 5_000)]
    public void A_pause_doubles_with_each_failure_and_half_of_it_is_chance(int failures, double chance, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), new Backoff(failures).Wait(chance));

    [Fact]
    public void A_longer_bound_than_the_usual_one_holds_where_it_is_asked_for()
    {
        Assert.Equal(TimeSpan.FromSeconds(16), new Backoff(6).Wait(0, TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromSeconds(30), new Backoff(7).Wait(0, TimeSpan.FromMinutes(1)));
    }
}

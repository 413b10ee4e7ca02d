using MappingBoard.Client.UI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Client.Tests.UI;

public class ReaderClockTests
{
    private static readonly FakeTimeProvider November = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("2026-11-23T10:52:00Z", "at 10:52")]
    [InlineData("2026-06-01T23:30:00Z", "on Tue 2 Jun at 00:30")]
    [InlineData("2026-03-29T00:59:00Z", "on Sun 29 Mar at 00:59")]
    [InlineData("2026-03-29T01:00:00Z", "on Sun 29 Mar at 02:00")]
    [InlineData("2026-10-25T00:59:00Z", "on Sun 25 Oct at 01:59")]
    [InlineData("2026-10-25T01:00:00Z", "on Sun 25 Oct at 01:00")]
    [InlineData("2025-12-31T23:00:00Z", "on Wed 31 Dec 2025 at 23:00")]
    public void Until_the_browser_has_spoken_it_is_British_time(string at, string said) =>
        Assert.Equal(said, ReaderClock.BeforeTheBrowserSpoke(November).Moment(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "on Thu 1 Jan at 05:45")]
    [InlineData("2026-11-23T10:00:00Z", "at 08:00")]
    public void Then_it_is_the_readers_own_before_and_after_each_change(string at, string said)
    {
        var clock = ReaderClock.Of(November,
        [
            new(new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(345)),
            new(new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(-2)),
        ]);
        Assert.Equal(said, clock.Moment(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
    }
}

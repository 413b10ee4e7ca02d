using MappingBoard.Server.Limits;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Limits;

public sealed class AllowancesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void B5_everybody_has_so_much_at_once_and_gets_it_back_steadily()
    {
        var allowances = new Allowances(most: 10, perSecond: 2, _time);
        Assert.True(allowances.TryTake("Ada", 6));
        Assert.False(allowances.HasFor("Ada", 5));
        Assert.False(allowances.TryTake("Ada", 5));
        Assert.True(allowances.TryTake("Ben", 10));
        Assert.True(allowances.TryTake("Ada", 4));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(allowances.TryTake("Ada", 2));
        Assert.False(allowances.TryTake("Ada", 0.5));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(allowances.TryTake("Ada", 10));
    }

    [Fact]
    public void B5_what_is_larger_than_all_of_it_waits_until_all_of_it_is_there_and_is_owed()
    {
        var allowances = new Allowances(most: 10, perSecond: 1, _time);
        Assert.True(allowances.TryTake("Ada", 25));
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(allowances.TryTake("Ada", 1));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(allowances.TryTake("Ada", 1));
    }

    [Fact]
    public void B5_whoever_has_all_of_it_again_is_forgotten()
    {
        var allowances = new Allowances(most: 10, perSecond: 1, _time);
        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(allowances.TryTake("person " + i, 1));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(allowances.Remembered < 5_000, $"{allowances.Remembered} are remembered.");
    }
}

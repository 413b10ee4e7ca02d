using MappingBoard.Server.Rooms;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>What people may write in a time, in bytes (B5).</summary>
public sealed class PaceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Pace _pace;

    public PaceTests() => _pace = new(
        Options.Create(new PaceOptions { BytesPerSecond = 1024, BurstBytes = 100_000, BoardBytesPerSecond = 16 * 1024, BoardBurstBytes = 250_000 }),
        _time);

    [Fact]
    public void B5_a_person_writes_so_many_bytes_over_all_pages_and_then_as_many_as_come_back()
    {
        var (phone, laptop) = (_pace.For("board", "Ada"), _pace.For("board", "Ada"));
        Assert.Equal(PaceVerdict.Admitted, phone.Ask(60_000));
        Assert.Equal(PaceVerdict.Admitted, laptop.Ask(40_000));
        Assert.Equal(PaceVerdict.TooSoon, phone.Ask(1_000));
        Assert.Equal(PaceVerdict.TooSoon, laptop.Ask(1_000));
        Assert.Equal(PaceVerdict.Admitted, phone.Ask());
        Assert.Equal(PaceVerdict.Admitted, _pace.For("board", "Ben").Ask(60_000));
        Assert.Equal(PaceVerdict.Admitted, _pace.For("another board", "Ada").Ask(60_000));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PaceVerdict.Admitted, phone.Ask(1_000));
        Assert.Equal(PaceVerdict.TooSoon, laptop.Ask(1_000));
    }

    [Fact]
    public void B5_all_people_at_a_board_write_so_many_bytes_together_and_none_of_them_loses_what_was_not_taken()
    {
        foreach (var person in new[] { "Ada", "Ben" }) Assert.Equal(PaceVerdict.Admitted, _pace.For("board", person).Ask(100_000));
        var chair = _pace.For("board", "chair");
        Assert.Equal(PaceVerdict.TooSoon, chair.Ask(60_000));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(PaceVerdict.Admitted, chair.Ask(60_000));
    }

    public void Dispose() => _pace.Dispose();
}

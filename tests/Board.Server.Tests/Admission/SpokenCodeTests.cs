using System.Net;
using MappingBoard.Server.Admission.Codes;
using MappingBoard.Server.Identity.Keys;
using MappingBoard.TestSupport;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Admission;

/// <summary>The code that is read out on the phone, by itself; where it leads stands in <c>Pages/CodeTests</c>.</summary>
public sealed class SpokenCodeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A4_a_code_is_three_groups_of_three_signs_that_are_not_mistaken_for_others()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => SpokenCode.New()).ToList();
        Assert.All(codes, code => Assert.Matches("^[0-9a-hjkmnp-tv-z]{3}(-[0-9a-hjkmnp-tv-z]{3}){2}$", code));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("7kq-2mx-9dt")]
    [InlineData(" 7KQ 2MX 9DT ")]
    [InlineData("7kq2mx9dt")]
    [InlineData("7kq–2mx\u20119dt")]
    public void However_it_is_typed_it_is_the_same_code(string typed) => Assert.Equal("7kq-2mx-9dt", SpokenCode.In(typed));

    [Fact]
    public void O_is_zero_and_I_and_L_are_one() => Assert.Equal("011-011-011", SpokenCode.In("OIL oil 0iL"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7kq-2mx-9d")]
    [InlineData("7kq-2mx-9dt0")]
    [InlineData("7kq-2mx-9du")]
    [InlineData("7kq-2mx-9d!")]
    [InlineData("7kq2m-x9dtp-0hw4n-r8zvb-3jfye")]
    public void What_has_not_the_form_of_a_code_is_none(string? typed) => Assert.Null(SpokenCode.In(typed));

    [Fact]
    public void A4_only_a_keyed_hash_is_kept_and_the_key_stays_across_restarts()
    {
        var keys = Directory.CreateDirectory(_folder["keys"]);
        var hash = CodeKey.In(keys).HashOf("7kq-2mx-9dt");
        Assert.Equal(64, hash.Length);
        Assert.Equal(hash, CodeKey.In(keys).HashOf("7kq-2mx-9dt"));
        Assert.NotEqual(hash, CodeKey.In(keys).HashOf("7kq-2mx-9dv"));
        Assert.NotEqual(hash, CodeKey.In(Directory.CreateDirectory(_folder["other"])).HashOf("7kq-2mx-9dt"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(keys.FullName))));
    }

    [Fact]
    public void A_key_that_is_not_whole_is_named_and_not_used()
    {
        var keys = Directory.CreateDirectory(_folder["keys"]);
        CodeKey.In(keys);
        File.WriteAllText(Directory.GetFiles(keys.FullName).Single(), "short");
        Assert.Throws<InvalidOperationException>(() => CodeKey.In(keys));
    }

    [Fact]
    public void A4_ten_tries_from_one_address_then_one_a_minute()
    {
        var tries = new CodeTries(_time);
        var (one, other) = (IPAddress.Parse("192.0.2.7"), IPAddress.Parse("192.0.2.8"));
        for (var i = 0; i < 10; i++) Assert.True(tries.MayTry(one));
        Assert.False(tries.MayTry(one));
        Assert.False(tries.MayTry(one.MapToIPv6()));
        Assert.True(tries.MayTry(other));

        _time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.False(tries.MayTry(one));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(tries.MayTry(one));
        Assert.False(tries.MayTry(one));

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, Enumerable.Range(0, 20).Count(_ => tries.MayTry(one)));
    }

    [Fact]
    public void A4_from_many_addresses_together_no_more_than_six_hundred_an_hour_and_sixty_at_once()
    {
        var tries = new CodeTries(_time);
        var made = 0;
        for (var second = 0; second < 3600; second++)
        {
            // A botnet: every try comes from an address of its own.
            for (var i = 0; i < (second == 0 ? 100 : 10); i++)
            {
                if (tries.MayTry(new([198, (byte)(second >> 8), (byte)second, (byte)i]))) made++;
            }

            if (second == 0) Assert.Equal(60, made);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(made, 600, 660);
    }

    [Fact]
    public void A4_whoever_has_a_network_of_IPv6_has_one_address()
    {
        var tries = new CodeTries(_time);
        var made = Enumerable.Range(0, 30).Count(i => tries.MayTry(IPAddress.Parse($"2001:db8:1:2::{i:x}")));
        Assert.Equal(10, made);
        Assert.True(tries.MayTry(IPAddress.Parse("2001:db8:1:3::1")));
    }

    public void Dispose() => _folder.Dispose();
}

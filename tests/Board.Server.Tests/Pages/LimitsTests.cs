using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>How often the pages at the doors may be asked for.</summary>
public sealed class LimitsTests : IAsyncLifetime
{
    private readonly StrictServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task B5_past_the_limit_an_address_reads_kindly_that_it_takes_a_moment_and_other_pages_still_open()
    {
        using var phone = _server.NewBrowser();
        var form = await phone.Get("/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye");
        Assert.Equal(410, form.Status);
        for (var i = 0; i < 9; i++) await phone.Get("/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye");
        foreach (var path in new[] { "/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye", "/", "/start", "/join", "/device/x" })
        {
            var refused = await phone.Get(path);
            Assert.Equal(429, refused.Status);
            Assert.Contains("This page needs a moment", refused.Text, StringComparison.Ordinal);
            Assert.Contains("Nothing is lost", refused.Text, StringComparison.Ordinal);
            Assert.Equal("60", refused.Headers["Retry-After"]);
        }

        Assert.Equal(200, (await phone.Get("/privacy")).Status);
        Assert.Equal(429, (await phone.Get("/wait/nothing")).Status);
    }

    [Fact]
    public async Task B5_those_who_wait_are_counted_each_for_themselves()
    {
        using var chair = _server.NewBrowser();
        var board = await chair.StartBoard();
        using var phone = _server.NewBrowser();
        using var other = _server.NewBrowser();
        var token = await _server.Invite(board);
        var (one, two) = ((await phone.Join(token, "Kev", "dad")).Location!, (await other.Join(token, "Sam", "dad")).Location!);
        for (var i = 0; i < 119; i++) Assert.Equal("Waiting", (await phone.Get(one + "/state")).Html);
        Assert.Equal(200, (await phone.Get(one)).Status);
        Assert.Equal(429, (await phone.Get(one + "/state")).Status);
        Assert.Equal("Waiting", (await other.Get(two + "/state")).Html);
    }

    private sealed class StrictServer : RunningServer
    {
        protected override string[] Settings => ["--Access:DoorsPerMinute=10"];
    }
}

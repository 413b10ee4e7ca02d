using System.Net;
using MappingBoard.E2E.Browser;
using Xunit;

namespace MappingBoard.E2E;

public sealed class ServerIsUpTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task The_published_server_says_that_it_is_alive()
    {
        var server = await ServerAsync();
        using var answer = await server.Http.GetAsync("/health/live", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_killed_server_comes_back_at_the_same_address()
    {
        var server = await OwnServerAsync();
        server.Kill();
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Http.GetAsync("/health/live", Cancel));

        await server.StartAsync(Cancel);

        using var answer = await server.Http.GetAsync("/health/live", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_log_does_not_carry_the_addresses_that_people_open()
    {
        var server = await OwnServerAsync();
        using var answer = await server.Http.GetAsync("/join/a-secret-word?and=another", Cancel);
        server.Kill();
        Assert.DoesNotContain("secret", server.Log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("another", server.Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_phone_reaches_the_server()
    {
        var server = await ServerAsync();
        var phone = await DeviceAsync(server, "mother", Screen.Phone);
        var answer = await phone.Page.GotoAsync("/health/live");
        Assert.Equal((int)HttpStatusCode.OK, answer?.Status);
        Assert.Equal(Screen.Phone.Width, await phone.Page.EvaluateAsync<int>("screen.width"));
    }
}

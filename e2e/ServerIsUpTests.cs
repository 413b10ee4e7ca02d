using System.Net;
using MappingBoard.E2E.Browser;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E;

[Collection(nameof(LaneOne))]
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

    [Theory]
    [InlineData("phone")]
    [InlineData("desk")]
    public async Task The_start_page_opens_with_a_heading_and_without_errors(string screen)
    {
        var shape = screen == Screen.Phone.Name ? Screen.Phone : Screen.Desk;
        var server = await ServerAsync();
        var device = await DeviceAsync(server, "chair", shape);

        var answer = await device.Page.GotoAsync("/");

        Assert.Equal((int)HttpStatusCode.OK, answer?.Status);
        await Assertions.Expect(device.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.Equal(shape.Width, await device.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        device.AssertNoErrors();
    }
}

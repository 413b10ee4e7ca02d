using System.Text.RegularExpressions;
using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using MappingBoard.Shared.Sync;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>G1: a page that was opened before the service was renewed. What it says of its version is made older on the way.</summary>
[Collection(nameof(LaneOne))]
public sealed partial class OtherVersionTests(Stage stage) : MeetingTest(stage)
{
    private const string Begun = "He counts the cars at night.";

    [Fact]
    public async Task G1_a_page_that_is_too_old_says_so_opens_anew_once_and_has_what_was_begun()
    {
        var server = await ServerAsync(RenderMode.WebAssembly);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        var (isOld, entered) = (false, 0);
        // Only sockets come through: what a page says by polling is not rewritten here.
        await mother.Page.RouteAsync(Hub(), route => route.AbortAsync());
        await mother.Page.RouteWebSocketAsync(Hub(), socket =>
        {
            var hub = socket.ConnectToServer();
            socket.OnMessage(frame =>
            {
                var text = frame.Text ?? "";
                if (text.Contains("\"Enter\"", StringComparison.Ordinal)) entered++;
                hub.Send(isOld ? text.Replace($"\"v\":{WireVersion.Current}", "\"v\":1", StringComparison.Ordinal) : text);
            });
        });
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.BeginsAsync(BoardSection.Worries, Begun);

        (isOld, entered) = (true, 0);
        await mother.Device.Context.SetOfflineAsync(true);
        await Assertions.Expect(mother.Page.Locator("[data-saved]").First).ToHaveAttributeAsync("data-saved", "Away", new() { Timeout = 60_000 });
        await mother.Device.Context.SetOfflineAsync(false);

        // It opened anew, was told the same again, and leaves it at that.
        var again = mother.Page.Locator(".ended [data-open-again]");
        await mother.Page.WaitForFunctionAsync("() => sessionStorage.getItem('map:opened-anew') !== null && performance.getEntriesByType('navigation')[0].type === 'reload' && document.querySelector('.ended [data-open-again]') !== null", null, new() { Timeout = 60_000 });
        await Assertions.Expect(again).ToBeVisibleAsync();
        Assert.Equal(2, entered);

        isOld = false;
        await again.ClickAsync();
        await mother.IsOnTheMapAsync();
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "Go on with what you were writing" }).First.ClickAsync();
        await Assertions.Expect(mother.Page.GetByLabel("In your own words").First).ToHaveValueAsync(Begun, new() { Timeout = 60_000 });
        Assert.Equal(3, entered);
    }

    [GeneratedRegex("/hub(?=$|[/?])")]
    private static partial Regex Hub();
}

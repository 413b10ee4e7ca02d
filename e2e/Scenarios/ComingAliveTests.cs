using System.Text.RegularExpressions;
using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>Browsers and networks in which the map does not come alive as it should: it comes alive otherwise, or says why not.</summary>
[Collection(nameof(LaneOne))]
public sealed class ComingAliveTests(Stage stage) : MeetingTest(stage)
{
    /// <summary>A network in which a WebSocket neither opens nor fails, from the moment when <c>swallows</c> is set.</summary>
    private const string SwallowingNetwork = """
        (() => {
          const Real = WebSocket;
          class Swallowed extends EventTarget {
            readyState = 0;
            send() { }
            close() {
              setTimeout(() => {
                this.readyState = 3;
                const closed = new CloseEvent("close", { code: 1006 });
                this.onclose?.(closed);
                this.dispatchEvent(closed);
              });
            }
          }
          self.WebSocket = new Proxy(Real, { construct: (target, args, made) => self.swallows ? new Swallowed() : Reflect.construct(target, args, made) });
        })();
        """;

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task A_page_that_comes_back_into_a_network_that_swallows_WebSockets_is_soon_alive_again(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.Page.AddInitScriptAsync(SwallowingNetwork);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, "Before.");
        await mother.SeesEverythingSavedAsync();

        await mother.Device.Context.SetOfflineAsync(true);
        await Assertions.Expect(mother.Page.Locator("[data-circuit=away] .circuit, .saved[data-saved=Away]").First).ToBeAttachedAsync(new() { Timeout = 60_000 });
        await chair.AddsAsync(BoardSection.Worries, "Meanwhile.");
        await mother.Page.EvaluateAsync("() => { self.swallows = true; }");
        await mother.Device.Context.SetOfflineAsync(false);

        // Where nobody gives the socket up it is never.
        await Assertions.Expect(mother.Note("Meanwhile.")).ToHaveCountAsync(1, new() { Timeout = 40_000 });
        await mother.AddsAsync(BoardSection.Worries, "After.");
        await chair.SeesAsync("After.");
    }

    [Fact]
    public async Task A_browser_that_cannot_run_the_runtime_stays_on_a_circuit_although_it_has_it()
    {
        var server = await ServerAsync();
        var (chair, _) = await MeetingAsync(server);
        var release = await chair.Page.Locator("#warm").GetAttributeAsync("data-mark");
        await chair.Device.Context.AddCookiesAsync([new() { Name = "mb-runtime", Value = release!, Url = server.Address.ToString() }]);
        await chair.Page.AddInitScriptAsync("WebAssembly.validate = () => false;");
        var sockets = SocketsOf(chair.Page);

        await chair.Page.ReloadAsync();
        await chair.IsOnTheMapAsync();
        await chair.AddsAsync(BoardSection.Worries, "It is alive.");
        Assert.Contains("/_blazor", sockets);
        Assert.DoesNotContain("mb-runtime", await chair.Page.EvaluateAsync<string>("document.cookie"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_that_does_not_start_is_not_tried_again()
    {
        var server = await ServerAsync();
        var (chair, _) = await MeetingAsync(server);
        await chair.Page.WaitForFunctionAsync("() => document.cookie.includes('mb-runtime=dotnet')", null, new() { Timeout = 180_000 });
        await chair.Page.AddInitScriptAsync("for (const way of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming']) WebAssembly[way] = () => Promise.reject(new WebAssembly.CompileError('Not here.'));");
        var sockets = SocketsOf(chair.Page);

        await chair.Page.ReloadAsync();
        await Assertions.Expect(chair.Page.Locator("#warm")).ToBeAttachedAsync(new() { Timeout = 90_000 });
        await chair.AddsAsync(BoardSection.Worries, "It is alive.");
        Assert.Contains("/_blazor", sockets);
        Assert.Contains("mb-runtime=not-dotnet", await chair.Page.EvaluateAsync<string>("document.cookie"), StringComparison.Ordinal);

        await chair.Page.ReloadAsync();
        await chair.IsOnTheMapAsync();
        await chair.SeesAsync("It is alive.");
    }

    [Theory]
    [InlineData("class TooNew { ~ }", "this browser is too old")]
    [InlineData(null, "A part of this page has not arrived.")]
    public async Task A_browser_in_which_the_map_cannot_come_alive_says_so_and_shows_it(string? script, string says)
    {
        var server = await ServerAsync(RenderMode.Server);
        var (chair, _) = await MeetingAsync(server);
        await chair.AddsAsync(BoardSection.Worries, "To be read.");
        await chair.Page.RouteAsync(new Regex("/_framework/blazor\\.web\\."), route => script is null
            ? route.AbortAsync()
            : route.FulfillAsync(new() { Body = script, ContentType = "text/javascript" }));
        await chair.Page.ReloadAsync();
        await Assertions.Expect(chair.Page.GetByText(says)).ToBeVisibleAsync();
        await Assertions.Expect(chair.Page.Locator(".fault-line:visible")).ToHaveCountAsync(1);
        await Assertions.Expect(chair.Page.GetByText("To be read.").First).ToBeVisibleAsync();
        if (Environment.GetEnvironmentVariable("BOARD_E2E_PDF") is { } folder) await chair.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, script is null ? "not-arrived.png" : "too-old.png") });
    }

    private static List<string> SocketsOf(IPage page)
    {
        var sockets = new List<string>();
        page.WebSocket += (_, socket) => sockets.Add(new Uri(socket.Url).AbsolutePath);
        return sockets;
    }
}

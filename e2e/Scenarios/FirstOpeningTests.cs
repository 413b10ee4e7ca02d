using System.Diagnostics;
using System.Globalization;
using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>
/// The first visit of an old phone on a bad line. Prints the figures beside their targets; a time is never asserted,
/// only what must be true on any machine.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FirstOpeningTests(Stage stage, ITestOutputHelper output) : MeetingTest(stage)
{
    private const int MapTargetMs = 3_000;
    private const int NoteTargetMs = 8_000;

    [Fact]
    public async Task A_first_visit_on_a_slow_phone_shows_the_map_first_and_takes_a_note_over_a_circuit()
    {
        var server = await ServerAsync();
        var chair = await ComesAsync(server, "Ruth Bell", Screen.Desk);
        await chair.OpensThePracticeBoardAsync();
        var link = await chair.InvitesAsync();
        var phone = new Person(await DeviceAsync(server, "mother", Screen.Phone, trace: false), "Jo Marsh");
        var sockets = new List<string>();
        phone.Page.WebSocket += (_, socket) => sockets.Add(new Uri(socket.Url).AbsolutePath);
        await using var slow = await SlowLine.OnAsync(phone.Page);
        var sinceLink = Stopwatch.StartNew();
        await phone.Page.GotoAsync(link);
        await phone.Page.GetByLabel("What is your name?").FillAsync("Jo Marsh");
        await phone.Page.GetByRole(AriaRole.Radio, new() { Name = "Mum", Exact = true }).CheckAsync();

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Tell them that I am here" }).ClickAsync();
        await phone.WaitsAsync();

        // From the moment when the chair lets her in: how long she waited for that says nothing of the line.
        var clock = Stopwatch.StartNew();
        await chair.LetsInAsync("Jo Marsh");
        await phone.Page.Locator("li.note .words").First.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        var mapMs = clock.ElapsedMilliseconds;
        // The map is in the page itself: it needs no script and no live line to be read.
        var page = await phone.Page.Context.APIRequest.GetAsync(phone.Page.Url);
        Assert.Contains("<li id=\"note-", await page.TextAsync(), StringComparison.Ordinal);

        await phone.Page.Locator("section.column[data-column=Worries] button.opener").ClickAsync(new() { Timeout = 120_000 });
        var field = phone.Page.GetByLabel("In your own words");
        await field.FillAsync("I am here.");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Add to the board" }).ClickAsync();
        await Assertions.Expect(phone.Note("I am here.")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await phone.SeesEverythingSavedAsync();
        var (noteMs, linkMs) = (clock.ElapsedMilliseconds, sinceLink.ElapsedMilliseconds);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first visit: map visible {mapMs} ms (target {MapTargetMs}: {Said(mapMs, MapTargetMs)}), first note added and said to be saved {noteMs} ms (target {NoteTargetMs}: {Said(noteMs, NoteTargetMs)}); since the link was opened, with no time taken to type a name, {linkMs} ms"));
        Assert.Contains(sockets, path => path == "/_blazor");
        await Assertions.Expect(chair.Note("I am here.")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_second_visit_runs_in_the_browser_itself()
    {
        var server = await ServerAsync();
        var chair = await ComesAsync(server, "Ruth Bell", Screen.Desk);
        await chair.OpensThePracticeBoardAsync();
        await HasTheRuntimeAsync(chair);

        var sockets = new List<string>();
        chair.Page.WebSocket += (_, socket) => sockets.Add(new Uri(socket.Url).AbsolutePath);
        await chair.Page.ReloadAsync();
        await chair.IsOnTheMapAsync();

        Assert.Contains("/hub", sockets);
        Assert.DoesNotContain("/_blazor", sockets);
        AssertNoErrors();
    }

    [Fact]
    public async Task A_browser_that_let_go_of_the_runtime_is_at_a_first_visit_again()
    {
        var server = await ServerAsync();
        var chair = await ComesAsync(server, "Ruth Bell", Screen.Desk);
        await chair.OpensThePracticeBoardAsync();
        await HasTheRuntimeAsync(chair);
        var browser = await chair.Page.Context.NewCDPSessionAsync(chair.Page);
        await browser.SendAsync("Network.clearBrowserCache");

        var sockets = new List<string>();
        chair.Page.WebSocket += (_, socket) => sockets.Add(new Uri(socket.Url).AbsolutePath);
        await chair.Page.ReloadAsync();
        await chair.IsOnTheMapAsync();

        Assert.Contains("/_blazor", sockets);
        Assert.DoesNotContain("/hub", sockets);
    }

    [Fact]
    public async Task Where_no_WebSocket_comes_through_the_circuit_goes_by_long_polling()
    {
        var server = await ServerAsync(RenderMode.Server);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        // Every WebSocket of hers gets no for an answer.
        await mother.Page.AddInitScriptAsync("WebSocket = class extends WebSocket { constructor() { super(location.origin.replace('http', 'ws') + '/nobody'); } };");
        var asked = new List<string>();
        mother.Page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);

        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, "I am here.");

        Assert.Contains("/_blazor/negotiate", asked);
        await chair.SeesAsync("I am here.");
    }

    [Fact]
    public void The_download_of_the_browser_runtime_is_under_2_4_MB()
    {
        // Blazor publishes its scripts for pages of other kinds beside the one that ours ask for.
        string[] files = [.. Directory.GetFiles(Path.Combine(PublishedServer.Directory, "wwwroot", "_framework"), "*.br")
            .Where(f => Path.GetFileName(f) is not ("blazor.server.js.br" or "blazor.webassembly.js.br"))];
        var bytes = files.Sum(f => new FileInfo(f).Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"download: {bytes / 1e6:F2} MB in {files.Length} files, brotli"));
        Assert.InRange(bytes, 1, 2_400_000);
    }

    /// <summary>The runtime comes behind the first visit, when nobody touches the page; its mark says that all of it is here.</summary>
    private static Task<IJSHandle> HasTheRuntimeAsync(Person person) =>
        // As a function: the page's policy lets nobody evaluate words.
        person.Page.WaitForFunctionAsync("() => document.cookie.includes('mb-runtime=')", null, new() { Timeout = 120_000 });

    private static string Said(long ms, int target) => ms <= target ? "held" : "MISSED";
}

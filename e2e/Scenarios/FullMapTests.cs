using System.Globalization;
using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>
/// A map that is nearly as full as it can be, in the browser's own runtime, on a processor four times slower. Prints what
/// one change costs the page; that its cost does not grow with the map is proved by counting (Board.Client.Tests).
/// </summary>
[Collection(nameof(Alone))]
public sealed class FullMapTests(Stage stage, ITestOutputHelper output) : MeetingTest(stage)
{
    private const int Notes = 1_990;
    private const int Changes = 20;
    private const int TimesSlower = 4;

    [Fact]
    public async Task A_change_of_one_note_among_two_thousand_is_seen_and_what_it_costs_is_printed()
    {
        var server = await ServerAsync(RenderMode.WebAssembly);
        var chair = await ComesAsync(server, "Ruth Bell", Screen.Desk, trace: false);
        await chair.StartsAsync("Robin and Sky: practice meeting");
        var board = new Uri(chair.Page.Url).Segments[^1];
        var cookies = await chair.Page.Context.CookiesAsync();
        using var writer = NodeScript.Start(
            "full-map.mjs", server.Address.AbsoluteUri, board, string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")), $"{Notes}", $"{Changes}");
        await writer.SaysAsync("full", Cancel);
        await Assertions.Expect(chair.Page.Locator("li.note")).ToHaveCountAsync(Notes, new() { Timeout = 120_000 });

        var browser = await chair.Page.Context.NewCDPSessionAsync(chair.Page);
        await browser.SendAsync("Performance.enable");
        await browser.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = TimesSlower });
        var before = await SpentAsync(browser);
        await writer.GoOnAsync();
        await writer.SaysAsync("done", Cancel);
        await Assertions.Expect(chair.Page.Locator("li.note", new() { HasText = "Note 0 of a very long meeting" + new string('.', Changes) })).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        var after = await SpentAsync(browser);
        double Each(string part) => (after[part + "Duration"] - before[part + "Duration"]) * 1_000 / Changes;

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"one change on a map of {Notes} notes, processor {TimesSlower} times slower: {Each("Script"):F1} ms of script, {Each("RecalcStyle"):F1} of style, {Each("Layout"):F1} of layout, {Each("Task"):F1} in all (mean of {Changes})"));
        Assert.True(after["ScriptDuration"] > before["ScriptDuration"], "Nothing was measured.");
        AssertNoErrors();
    }

    /// <summary>What the page's thread has spent so far, by kind, in seconds.</summary>
    private static async Task<Dictionary<string, double>> SpentAsync(ICDPSession browser) =>
        (await browser.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
}

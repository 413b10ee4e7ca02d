using System.Text.RegularExpressions;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>Where the map runs for whom, and what its page carries for it.</summary>
public sealed partial class FirstOpeningPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_first_visit_gets_a_circuit_and_carries_nothing_of_the_runtime()
    {
        var map = await Map();
        Assert.Equal("server", ModeOf(map));
        Assert.DoesNotContain("board-in-page", map.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("modulepreload\" href=\"/_framework/", map.Html);
        Assert.Matches("id=\"blazor\"[^>]* data-on-circuit", map.Html);
    }

    [Fact]
    public async Task A_first_visit_says_which_files_to_fetch_behind_it_and_which_mark_to_leave()
    {
        var (release, files) = Behind(await Map());
        Assert.Matches("^dotnet\\..+\\.js$", release);
        Assert.Contains("/_framework/" + release, files, StringComparison.Ordinal);
        Assert.Matches("dotnet\\.native\\.[^\"]+\\.wasm", files);
    }

    [Fact]
    public async Task A_browser_with_this_runtime_gets_the_map_for_it_with_the_board_in_the_page()
    {
        var map = await Map(Behind(await Map()).Release);
        Assert.Equal("webassembly", ModeOf(map));
        Assert.Contains("id=\"board-in-page\"", map.Html, StringComparison.Ordinal);
        Assert.Matches("modulepreload\" href=\"/_framework/dotnet\\.", map.Html);
        Assert.Matches("id=\"blazor\"[^>]* data-kept=\"/_framework/dotnet\\.native\\.[^\"]+\\.wasm\"", map.Html);
        Assert.DoesNotContain("id=\"warm\"", map.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet.older.js")]
    [InlineData("1")]
    public async Task A_browser_with_another_runtime_is_at_a_first_visit_again(string mark) => Assert.Equal("server", ModeOf(await Map(mark)));

    [Theory]
    [InlineData("Server", "server")]
    [InlineData("WebAssembly", "webassembly")]
    public async Task Where_the_operator_has_decided_no_mark_changes_it(string setting, string mode)
    {
        var release = Behind(await Map()).Release;
        await using var decided = new DecidedServer(setting);
        await decided.InitializeAsync();
        foreach (var mark in new[] { null, release })
        {
            var map = await Map(mark, decided);
            Assert.Equal(mode, ModeOf(map));
            Assert.DoesNotContain("id=\"warm\"", map.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("data-kept", map.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_that_asks_for_a_name_fetches_the_map_s_files_first_and_leaves_no_mark()
    {
        using var chair = server.NewBrowser();
        var token = await server.Invite(await chair.StartBoard());
        using var phone = server.NewBrowser();
        var join = await phone.Get("/join/" + token);
        var lists = Warm().Match(join.Html).Groups;
        Assert.Equal("", lists["mark"].Value);
        Assert.Matches("\"now\":\\[.*bundle\\.scp\\.css.*blazor\\.web\\..*map\\..*\\],\"then\":\\[.*dotnet\\.native\\.", lists["files"].Value);
    }

    [Fact]
    public async Task The_map_of_modules_stands_before_the_first_module()
    {
        var html = (await Map()).Html;
        Assert.InRange(html.IndexOf("type=\"importmap\"", StringComparison.Ordinal), 0, html.IndexOf("type=\"module\"", StringComparison.Ordinal));
        Assert.InRange(html.IndexOf("type=\"importmap\"", StringComparison.Ordinal), 0, html.IndexOf("modulepreload", StringComparison.Ordinal));
    }

    private Task<Page> Map(string? mark = null) => Map(mark, server);

    private static async Task<Page> Map(string? mark, RunningServer at)
    {
        using var browser = at.NewBrowser();
        var board = await browser.StartBoard();
        if (mark is not null) browser.SetCookie("mb-runtime", mark);
        return await browser.Get("/b/" + board);
    }

    private static string ModeOf(Page map) => Mode().Match(map.Html).Groups[1].Value;

    private static (string Release, string Files) Behind(Page map)
    {
        var found = Warm().Match(map.Html);
        return (found.Groups["mark"].Value, found.Groups["files"].Value);
    }

    [GeneratedRegex("<!--Blazor:\\{\"type\":\"(\\w+)\"")]
    private static partial Regex Mode();

    [GeneratedRegex("<script type=\"application/json\" id=\"warm\"(?: data-mark=\"(?<mark>[^\"]*)\")?>(?<files>[^<]*)</script>")]
    private static partial Regex Warm();

    private sealed class DecidedServer(string mode) : RunningServer
    {
        protected override string[] Settings => ["--Client:RenderMode=" + mode];
    }
}

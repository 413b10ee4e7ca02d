using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Tests.Pages;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Xunit;
using SameSite = Microsoft.Net.Http.Headers.SameSiteMode;

namespace MappingBoard.Server.Tests.Identity.Cookies;

/// <summary>What browsers are given, and what counts, where people come by a name and so by HTTPS.</summary>
public sealed class HostCookiesTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Every_cookie_is_for_this_host_over_HTTPS_alone_and_a_person_gets_along_with_it()
    {
        var (board, cookies) = await Starts();
        Assert.Equal(["__Host-mb-form", "__Host-mb." + board], cookies.Keys.Order(StringComparer.Ordinal));
        Assert.All(cookies.Values, cookie =>
        {
            Assert.True(cookie.Secure);
            Assert.True(cookie.HttpOnly);
            Assert.Equal("/", cookie.Path.ToString());
            Assert.False(cookie.Domain.HasValue);
        });
        Assert.Equal(SameSite.Strict, cookies["__Host-mb-form"].SameSite);
        Assert.Equal(SameSite.Lax, cookies["__Host-mb." + board].SameSite);
        Assert.Equal(200, (await Ask(HttpMethod.Get, "/b/" + board, cookies.Values)).Page.Status);
    }

    [Fact]
    public async Task A_cookie_that_a_neighbouring_host_could_have_planted_counts_as_none()
    {
        var (board, cookies) = await Starts();
        var planted = new SetCookieHeaderValue("mb." + board, cookies["__Host-mb." + board].Value);
        Assert.Equal(403, (await Ask(HttpMethod.Get, "/b/" + board, [planted])).Page.Status);
    }

    [Fact]
    public async Task Leaving_takes_the_cookie_away_by_its_whole_name()
    {
        var (board, _) = await Starts();
        var ben = SeededIds.Named("Ben");
        Assert.Null(await server.Services.GetRequiredService<RoomDirectory>().Do(board, ben, [new JoinBoard("Ben", "made up", Role.Professional)], TestContext.Current.CancellationToken));
        var given = new DefaultHttpContext();
        server.Services.GetRequiredService<BoardCookies>().Give(given, board, ben);
        var his = Assert.Single(SetCookieHeaderValue.ParseList([given.Response.Headers.SetCookie.ToString()]));
        his.Name = "__Host-" + his.Name;

        var leave = await Ask(HttpMethod.Get, "/leave/" + board, [his]);
        var left = await Ask(HttpMethod.Post, "/leave/" + board, [his, .. leave.Sent], [.. leave.Page.HiddenFields("leave")]);
        var gone = Assert.Single(left.Sent);
        Assert.Equal("__Host-mb." + board, gone.Name.ToString());
        Assert.True(gone.Secure && gone.Expires < DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task The_choice_of_colours_is_guarded_too()
    {
        var (_, sent) = await Ask(HttpMethod.Post, "/look", [], ("theme", "dark"), ("text", "large"), ("back", "/"));
        var look = Assert.Single(sent);
        Assert.Equal("__Host-mb-look", look.Name.ToString());
        var page = await Ask(HttpMethod.Get, "/", [look]);
        Assert.Contains("data-text=\"large\"", page.Page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_machine_itself_they_have_their_plain_names()
    {
        using var browser = server.NewBrowser();
        var board = await browser.StartBoard();
        Assert.Equal(["mb-form", "mb." + board], browser.CookieValues.Keys.Order(StringComparer.Ordinal));
    }

    private async Task<(string Board, Dictionary<string, SetCookieHeaderValue> Cookies)> Starts()
    {
        var form = await Ask(HttpMethod.Get, "/start", []);
        var started = await Ask(HttpMethod.Post, "/start", form.Sent,
            [.. form.Page.HiddenFields("start"), ("Kind", "review"), ("Title", "Wren"), ("Name", "Ada"), ("Who", "chair")]);
        var cookies = form.Sent.Concat(started.Sent).ToDictionary(c => c.Name.ToString(), StringComparer.Ordinal);
        return (started.Page.Location!["/b/".Length..], cookies);
    }

    /// <summary>As a proxy that ends TLS passes a browser's request on.</summary>
    private async Task<(Page Page, IReadOnlyList<SetCookieHeaderValue> Sent)> Ask(
        HttpMethod method, string path, IEnumerable<SetCookieHeaderValue> cookies, params (string Name, string Value)[] fields)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(method, new Uri(server.Address, path));
        request.Headers.Host = "board.example";
        request.Headers.Add("Accept", "text/html");
        var held = string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}"));
        if (held.Length > 0) request.Headers.Add("Cookie", held);
        if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var location = answer.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.PathAndQuery : answer.Headers.Location?.OriginalString;
        var sent = answer.Headers.TryGetValues("Set-Cookie", out var values) ? SetCookieHeaderValue.ParseList([.. values]) : [];
        return (new(path, (int)answer.StatusCode, html, location, new Dictionary<string, string>()), [.. sent]);
    }
}

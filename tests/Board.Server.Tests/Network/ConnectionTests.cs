using System.Net;
using System.Text.Json;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Network;
using MappingBoard.Server.Tests.Pages;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Language;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using RawPage = MappingBoard.Server.Tests.Transports.RawPage;

namespace MappingBoard.Server.Tests.Network;

/// <summary>The cookie that a page gave opens the hub, and other websites do not.</summary>
public sealed class ConnectionTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_hub_knows_the_participant_that_the_page_made()
    {
        using var phone = server.NewBrowser();
        var board = await phone.StartBoard();
        var answer = Assert.IsType<Welcome>(await Enter(phone, board));
        Assert.Equal((await server.Board(board)).Participants[0].Id, answer.You);
    }

    [Fact]
    public async Task V6_a_cookie_of_another_board_opens_nothing()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        using var stranger = server.NewBrowser();
        await stranger.StartBoard();
        Assert.IsType<Closed>(await Enter(stranger, board));
    }

    [Fact]
    public async Task Whose_time_is_over_is_told_so_in_kind_words_and_nothing_is_lost()
    {
        using var phone = server.NewBrowser();
        var board = await phone.StartBoard();
        var me = (await server.Board(board)).Participants[0].Id;
        phone.SetCookie("mb." + board, CookieOfYesterday(board, me));

        var answer = Assert.IsType<Closed>(await Enter(phone, board));
        Assert.Equal("not-here", answer.Code);
        Assert.Contains("Open the link that you were sent once more", answer.Sentence(), StringComparison.Ordinal);
        var page = await phone.Get("/b/" + board);
        Assert.Equal(403, page.Status);
        Assert.Contains("Whatever was written is still there", page.Text, StringComparison.Ordinal);
        Assert.Null((await server.Board(board)).Participants[0].LeftAt);
    }

    [Theory]
    [InlineData("/hub/negotiate?negotiateVersion=1")]
    [InlineData("/HUB/negotiate?negotiateVersion=1")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    public async Task Another_website_cannot_open_a_connection(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(http, path, ("Origin", "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(http, path, ("Origin", "null")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(http, path, ("Origin", $"http://127.0.0.1:{server.Address.Port + 1}")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(http, path, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(http, path, ("Sec-Fetch-Site", "same-site")));
        Assert.Equal(HttpStatusCode.OK, await Ask(http, path, ("Origin", server.Address.GetLeftPart(UriPartial.Authority))));
        Assert.Equal(HttpStatusCode.OK, await Ask(http, path, ("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(HttpStatusCode.OK, await Ask(http, path));
    }

    private string CookieOfYesterday(string board, string participant)
    {
        var yesterday = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-1));
        var services = server.Services;
        var cookies = new BoardCookies(
            services.GetRequiredService<IDataProtectionProvider>(),
            yesterday,
            services.GetRequiredService<IOptions<AccessOptions>>(),
            services.GetRequiredService<IHostEnvironment>());
        var context = new DefaultHttpContext { Request = { Host = new("127.0.0.1") } };
        cookies.Give(context, board, participant);
        return context.Response.Headers.SetCookie.ToString().Split(';')[0].Split('=', 2)[1];
    }

    private static async Task<HttpStatusCode> Ask(HttpClient http, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>
    /// What the hub says first to a page of this browser, as it stands on the wire: Microsoft's client may say that a
    /// connection has ended before it hands on what came over it.
    /// </summary>
    private async Task<ServerMessage> Enter(Browser browser, string board)
    {
        await using var page = await RawPage.Connect(server.Address, browser.Cookies.GetCookieHeader(server.Address));
        var replica = Ids.From([.. Enumerable.Repeat((byte)3, 16)]);
        await page.Invoke(HubContract.Enter, JsonSerializer.Serialize(new(board, replica, 0, WireVersion.Current), BoardJson.Default.EnterRequest));
        return await page.Next();
    }
}

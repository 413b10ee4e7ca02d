using System.Net.Sockets;
using System.Text;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

public sealed class HeadersTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task No_page_passes_its_address_on_or_lets_itself_be_framed_or_kept()
    {
        using var browser = server.NewBrowser();
        var opened = await browser.Send(await browser.Get("/"), "practice");
        foreach (var path in new[] { "/", "/start", "/join/nothing", "/b/nothing", opened.Location!, "/no/such/page" })
        {
            var page = await browser.Get(path);
            Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
            Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
            Assert.Equal("no-store", page.Headers["Cache-Control"]);
            var policy = page.Headers["Content-Security-Policy"];
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains(path.StartsWith("/b/", StringComparison.Ordinal) ? "base-uri 'self'" : "base-uri 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("same-origin", page.Headers["Cross-Origin-Opener-Policy"]);
            Assert.Equal("same-origin", page.Headers["Cross-Origin-Resource-Policy"]);
            Assert.Contains("camera=()", page.Headers["Permissions-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval'", policy.Replace("wasm-unsafe-eval", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.False(page.Headers.ContainsKey("Server"));
        }
    }

    [Fact]
    public async Task No_page_holds_a_script_or_a_style_that_the_policy_would_block()
    {
        using var browser = server.NewBrowser();
        var opened = await browser.Send(await browser.Get("/"), "practice");
        var token = await server.Invite(opened.Location!["/b/".Length..]);
        using var other = server.NewBrowser();
        foreach (var page in new[] { await browser.Get("/"), await browser.Get(opened.Location!), await other.Get("/join/" + token) })
        {
            Assert.DoesNotMatch(" style=\"", page.Html);
            Assert.DoesNotMatch("<style", page.Html);
            Assert.DoesNotMatch(" on[a-z]+=\"", page.Html);
            Assert.DoesNotMatch("<script(?![^>]*(src=|nonce=|type=\"application/json\"))", page.Html);
            Assert.DoesNotMatch($"(href|src)=\"https?:(?!//{server.Address.Authority}/)", page.Html);
        }
    }

    [Theory]
    [InlineData("/favicon.svg")]
    [InlineData("/js/look.js")]
    [InlineData("/health/live")]
    [InlineData("/hub")]
    [InlineData("/no-such-file.js")]
    public async Task What_is_no_page_is_not_framed_and_does_nothing_when_it_is_opened_as_one(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.NotNull(answer.Headers.CacheControl);
    }

    [Fact]
    public async Task The_nonce_is_another_one_each_time()
    {
        using var browser = server.NewBrowser();
        var board = await browser.StartBoard();
        var (one, two) = (await browser.Get("/b/" + board), await browser.Get("/b/" + board));
        Assert.NotEqual(one.Headers["Content-Security-Policy"], two.Headers["Content-Security-Policy"]);
    }

    [Theory]
    [InlineData("a.example;script-src")]
    [InlineData("a.example,b.example")]
    public async Task A_host_that_would_write_into_the_policy_is_not_repeated(string host)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(host, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_there_is_not_says_so_in_words()
    {
        using var browser = server.NewBrowser();
        var page = await browser.Get("/no/such/page");
        Assert.Equal(404, page.Status);
        Assert.Contains("There is no page here", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_come_compressed_and_are_small()
    {
        using var browser = server.NewBrowser();
        var opened = await browser.Send(await browser.Get("/"), "practice");
        foreach (var path in new[] { "/", opened.Location! })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, path));
            request.Headers.Add("Accept-Encoding", "br");
            request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(server.Address));
            using var http = new HttpClient();
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
            Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1, 40_000);
        }
    }
}

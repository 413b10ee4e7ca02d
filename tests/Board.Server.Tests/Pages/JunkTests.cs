using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>
/// Whatever is sent to an address of this server, for every address that it answers at: it is the sender's mistake and
/// said so, in words where a person asked, and never the server's own.
/// </summary>
public abstract class JunkTests(RunningServer server)
{
    private static readonly string[] Values = ["x", "%00", "%ff%fe", "%2F%2E%2E%2F", "%F0%9F%8C%B1", "..%5c", "'%22%3E%3Cscript%3E", "-1", "999999999999999999999", new('a', 4000)];

    private static readonly string[] Queries = ["", "?", "?hold=perhaps", "?hold=%00&hold=2", "?before=%ff", "?back=//x&back=/y", "?=&&&=x", "?%F0%28%8C%28=1", "?" + new string('q', 3000), "?a[b][c]=1&_handler=start"];

    private static readonly string[] Cookies =
    [
        "mb-form=x; mb-look=%00; mb-runtime=\"", "mb=; =x; ;;;", "mb-look=9-9-9-9; mb-form=" + new string('f', 3000), "\u0001\u007f=1", "mb.x=CfDJ8AAAA; .AspNetCore.Antiforgery=CfDJ8",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Odd_addresses_and_questions_get_an_answer_that_is_not_the_servers_own_fault()
    {
        using var client = Client();
        await Each(Paths(), async path =>
        {
            foreach (var query in Queries) await Check(client, new(HttpMethod.Get, path + query));
            foreach (var method in (string[])["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "JUNK"]) await Check(client, new(new(method), path));
        });
    }

    [Fact]
    public async Task Odd_cookies_and_headers_get_an_answer_that_is_not_the_servers_own_fault()
    {
        using var client = Client();
        await Each(Paths(few: true), async path =>
        {
            foreach (var cookie in Cookies)
            {
                foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post]) await Check(client, With(new(method, path) { Content = method == HttpMethod.Post ? Form("theme=dark") : null }, "Cookie", cookie));
            }

            await Check(client, With(new(HttpMethod.Get, path), "Accept", "text/html;q=banana, \u0001"));
            await Check(client, With(new(HttpMethod.Get, path), "Accept-Encoding", "br;q=x,,,"));
            await Check(client, With(new(HttpMethod.Get, path), "Range", "bytes=9-1"));
            await Check(client, With(new(HttpMethod.Get, path), "If-None-Match", "\"\"\"W/"));
            await Check(client, With(new(HttpMethod.Get, path), "X-Forwarded-For", "not-an-address"));
        });
    }

    [Fact]
    public async Task Odd_forms_get_an_answer_that_is_not_the_servers_own_fault()
    {
        using var client = Client();
        await Each(Paths(few: true), async path =>
        {
            foreach (var content in Contents()) await Check(client, new(HttpMethod.Post, path) { Content = content });
        });
    }

    [Fact]
    public async Task A_form_that_is_too_large_or_ends_too_early_is_the_senders_mistake_and_said_in_words()
    {
        foreach (var path in Paths(few: true).Where(path => !IsOfScripts(path)))
        {
            var large = await Raw(path, "application/x-www-form-urlencoded", 600_000, "theme=");
            if (large is not null) Assert.InRange(StatusOf(large), 400, 499);
            var early = await Raw(path, "multipart/form-data; boundary=b", null, "5\r\n--b\r\n\r\n0\r\n\r\n");
            if (early is not null) Assert.InRange(StatusOf(early), 400, 499);
            foreach (var answer in (string?[])[large, early]) Assert.DoesNotContain("   at ", answer ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_person_whose_form_could_not_be_read_is_told_so_in_words()
    {
        using var client = Client();
        foreach (var content in (HttpContent?[])[null, Text("{}", "application/json"), Text("--b", "multipart/form-data; boundary=b")])
        {
            using var answer = await client.SendAsync(With(new(HttpMethod.Post, "/look") { Content = content }, "Accept", "text/html"), Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("This page could not be sent", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_address_is_tried()
    {
        // What stands here is no promise: it shows that the enumeration finds what there is.
        var paths = Paths(few: true).ToList();
        foreach (var known in (string[])["/look", "/start", "/join", "/health/live", "/hub/negotiate", "/_blazor/negotiate", "/wait/x/state", "/b/x/access-log.csv"]) Assert.Contains(known, paths);
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string name, string value)
    {
        request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static StringContent Text(string text, string type)
    {
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static StringContent Form(string text) => Text(text, "application/x-www-form-urlencoded");

    private static IEnumerable<HttpContent?> Contents()
    {
        yield return null;
        yield return new ByteArrayContent([]);
        yield return new ByteArrayContent([0, 255, 254, 13]) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        foreach (var type in (string[])["text/plain", "application/json", "x", "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + new string('b', 300)]) yield return Text("theme=dark", type);
        foreach (var text in (string[])["", "=", "&&&", "%", "%ff%fe%00=%00", "theme=%ZZ", "_handler=start", "_handler=join&_handler=start", "_handler=%00", "_handler=start&__RequestVerificationToken=x", "__RequestVerificationToken=CfDJ8AAAA&_handler=join&Name=" + new string('n', 60_000)]) yield return Form(text);
        yield return Form(string.Join('&', Enumerable.Range(0, 3_000).Select(i => "k" + i + "=v")));
        yield return Form(new string('k', 5_000) + "=v");
        yield return Text("--b", "multipart/form-data; boundary=b");
        yield return Text("--b\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b");
        yield return Text("--b\r\nContent-Disposition: form-data; name=\"theme\"; filename=\"x\"\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b");
        yield return Text("--b\r\nContent-Disposition: form-data; name=\"theme\"\r\n" + new string('h', 20_000) + ": x\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b");
    }

    /// <summary>What scripts alone ask for: their refusals are numbers, not pages.</summary>
    private static bool IsOfScripts(string path) => path.StartsWith("/_", StringComparison.Ordinal) || path.StartsWith("/hub", StringComparison.Ordinal) || path.StartsWith("/health", StringComparison.Ordinal);

    private static int StatusOf(string answer) => int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task Each(IEnumerable<string> paths, Func<string, Task> check)
    {
        foreach (var path in paths) await check(path);
    }

    private HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>Every address of the server's, with odd values where it takes some.</summary>
    private IEnumerable<string> Paths(bool few = false)
    {
        var patterns = server.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            // Static files are the framework's: one of them stands for all.
            .Where(endpoint => !endpoint.Metadata.Any(m => m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal)))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Append("/css/tokens.css").Append("/nothing/here").Distinct(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            foreach (var value in pattern.Contains('{', StringComparison.Ordinal) && !few ? Values : Values[..1])
            {
                yield return System.Text.RegularExpressions.Regex.Replace(pattern, @"\{Code:int\}", value == "x" ? "400" : value) is var filled
                    ? System.Text.RegularExpressions.Regex.Replace(filled, @"\{[^}]*\}", value)
                    : pattern;
            }
        }
    }

    private static async Task Check(HttpClient client, HttpRequestMessage request)
    {
        if (!request.Headers.Contains("Accept")) request.Headers.Add("Accept", "text/html");
        var what = $"{request.Method} {request.RequestUri} {request.Content?.Headers.ContentType} {(request.Headers.TryGetValues("Cookie", out var c) ? c.First() : "")}";
        using (request)
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            var status = (int)answer.StatusCode;
            Assert.True(status is >= 200 and < 500, $"{what}: {status}");
            Assert.False(text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal), $"{what}: {status}, with the server's insides");
        }
    }

    /// <summary>A request by hand, of which not everything comes; the beginning of the answer, or null where the server only hangs up.</summary>
    private async Task<string?> Raw(string path, string type, int? length, string body)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, Cancel);
        var stream = socket.GetStream();
        var head = $"POST {path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAccept: text/html\r\nContent-Type: {type}\r\n{(length is { } bytes ? $"Content-Length: {bytes}" : "Transfer-Encoding: chunked")}\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
        var buffer = new byte[64 * 1024];
        var read = await stream.ReadAsync(buffer, Cancel);
        return read == 0 ? null : Encoding.UTF8.GetString(buffer, 0, read);
    }
}

/// <summary>As it is shipped.</summary>
public sealed class JunkInProductionTests(RunningServer server) : JunkTests(server), IClassFixture<RunningServer>;

/// <summary>On the machine of somebody who develops it, where the framework would show its insides.</summary>
public sealed class JunkInDevelopmentTests(DevelopmentServer server) : JunkTests(server), IClassFixture<DevelopmentServer>;

/// <summary>The server in the environment of those who develop it.</summary>
public sealed class DevelopmentServer : RunningServer
{
    protected override string[] Settings => ["--environment=Development"];
}

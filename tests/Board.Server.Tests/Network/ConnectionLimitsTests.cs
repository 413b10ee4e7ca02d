using System.Net;
using System.Net.WebSockets;
using MappingBoard.Server.Tests.Transports;
using Xunit;

namespace MappingBoard.Server.Tests.Network;

/// <summary>What one address can hold open, and whose word counts for where a request comes from.</summary>
public sealed class ConnectionLimitsTests(ConnectionLimitsTests.Behind proxy, ConnectionLimitsTests.Alone alone)
    : IClassFixture<ConnectionLimitsTests.Behind>, IClassFixture<ConnectionLimitsTests.Alone>
{
    [Theory]
    [InlineData("hub")]
    [InlineData("_blazor")]
    public async Task B5_one_address_holds_no_more_connections_than_the_bound_and_is_in_nobody_elses_way(string path)
    {
        using (await Opens(proxy.Address, path, "192.0.2.1"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, await Asks(proxy.Address, "192.0.2.1"));
            Assert.Equal(HttpStatusCode.OK, await Asks(proxy.Address, "192.0.2.2"));
        }

        await Waits.Until(async () => await Asks(proxy.Address, "192.0.2.1") == HttpStatusCode.OK);
    }

    [Fact]
    public async Task B5_where_no_proxy_is_named_nobody_gets_past_the_bound_by_writing_another_address()
    {
        using var open = await Opens(alone.Address, "hub", "192.0.2.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, await Asks(alone.Address, "192.0.2.2"));
    }

    [Fact]
    public async Task Browsers_are_told_to_come_by_HTTPS_for_a_year_where_the_proxy_says_that_they_did()
    {
        using var http = new HttpClient();
        Assert.Equal("max-age=31536000; includeSubDomains", await Strictness(http, proxy.Address));
        Assert.Null(await Strictness(http, alone.Address));
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("10.0.0.1, 10.0.0.0/99")]
    public async Task A_proxy_that_cannot_be_read_is_named_and_the_server_does_not_start(string trusted)
    {
        await using var server = new SetUpBy("--Proxy:Trusted=" + trusted);
        var fault = await Assert.ThrowsAnyAsync<Exception>(async () => await server.InitializeAsync());
        Assert.Contains("Proxy:Trusted", fault.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string?> Strictness(HttpClient http, Uri server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server);
        request.Headers.Host = "board.example";
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? string.Join(", ", values) : null;
    }

    private static async Task<ClientWebSocket> Opens(Uri server, string path, string from)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Forwarded-For", from);
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = path }.Uri, TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<HttpStatusCode> Asks(Uri server, string from)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hub/negotiate?negotiateVersion=1");
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>A server behind a proxy on this machine.</summary>
    public sealed class Behind : Pages.RunningServer
    {
        protected override string[] Settings => ["--Connections:PerAddress=1", "--Proxy:Trusted=127.0.0.0/8, ::1"];
    }

    /// <summary>A server that nobody stands in front of.</summary>
    public sealed class Alone : Pages.RunningServer
    {
        protected override string[] Settings => ["--Connections:PerAddress=1"];
    }

    private sealed class SetUpBy(params string[] settings) : Pages.RunningServer
    {
        protected override string[] Settings => settings;
    }
}

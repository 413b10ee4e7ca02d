using System.Net.Http.Json;
using System.Text.Json;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>B2: a page takes a line for dead that says nothing for fifteen seconds, so a quiet one has to speak before.</summary>
public sealed class QuietLineTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task B2_a_page_that_polls_hears_from_the_server_though_nobody_says_anything()
    {
        await using var bench = await HubBench.On(shared.Running);
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = bench.Address };
        browser.DefaultRequestHeaders.Add("Cookie", bench.CookieOf("Ada"));
        using var negotiated = await browser.PostAsync($"{HubContract.Path}/negotiate?negotiateVersion=1", null, HubBench.Cancel);
        var token = (await negotiated.Content.ReadFromJsonAsync<JsonElement>(HubBench.Cancel)).GetProperty("connectionToken").GetString();
        var line = new Uri($"{HubContract.Path}?id={token}", UriKind.Relative);
        Assert.Equal("", await browser.GetStringAsync(line, HubBench.Cancel));
        using var handshake = await browser.PostAsync(line, new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e"), HubBench.Cancel);
        Assert.Equal("{}\u001e", await browser.GetStringAsync(line, HubBench.Cancel));

        Assert.Equal("", await browser.GetStringAsync(line, HubBench.Cancel).WaitAsync(Silence, HubBench.Cancel));
        Assert.Equal("", await browser.GetStringAsync(line, HubBench.Cancel).WaitAsync(Silence, HubBench.Cancel));
    }
}

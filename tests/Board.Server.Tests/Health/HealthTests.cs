using System.Net;
using MappingBoard.Server.Tests.Transports;
using Xunit;

namespace MappingBoard.Server.Tests.Health;

/// <summary>What the server says of its own health.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_server_whose_store_is_away_is_alive_and_not_ready()
    {
        await using var server = await RunningServer.Start();
        using var client = new HttpClient { BaseAddress = server.Address };
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ask(client, "health/live"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ask(client, "health/ready"));

        server.Store.IsAvailable = false;
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ask(client, "health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await Ask(client, "health/ready"));

        server.Store.IsAvailable = true;
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ask(client, "health/ready"));
    }

    private static async Task<(HttpStatusCode Status, string Text)> Ask(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

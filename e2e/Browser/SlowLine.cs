using Microsoft.Playwright;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// An old phone on a bad network: 400 kbit/s each way, 400 ms added to each request, a processor four times slower.
/// Holds for one page, from the moment it is laid on, across navigations, until <see cref="DisposeAsync"/>.
/// Chromium adds the latency to requests and to the opening of a WebSocket, but not to each message on one, which only
/// the bandwidth slows: a time over a circuit or a hub is better here than on a real line with such a latency.
/// </summary>
public sealed class SlowLine : IAsyncDisposable
{
    private const int LatencyMilliseconds = 400;
    private const int BytesPerSecond = 400_000 / 8;
    private const int Unlimited = -1;
    private const int TimesSlower = 4;

    private readonly ICDPSession _session;

    private SlowLine(ICDPSession session) => _session = session;

    /// <summary>Lays the line on a page of a Chromium context.</summary>
    public static async Task<SlowLine> OnAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await SetAsync(session, LatencyMilliseconds, BytesPerSecond, TimesSlower);
        return new SlowLine(session);
    }

    /// <summary>Gives the page its full speed back.</summary>
    public async ValueTask DisposeAsync()
    {
        await SetAsync(_session, latency: 0, bytesPerSecond: Unlimited, timesSlower: 1);
        await _session.DetachAsync();
    }

    private static async Task SetAsync(ICDPSession session, int latency, int bytesPerSecond, int timesSlower)
    {
        await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = latency,
            ["downloadThroughput"] = bytesPerSecond,
            ["uploadThroughput"] = bytesPerSecond,
        });
        await session.SendAsync(
            "Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = timesSlower });
    }
}

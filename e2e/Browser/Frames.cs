using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// Everything that reaches a page over its WebSockets, as the browser itself reports it (CDP, after decompression): the
/// hub's JSON, and on a server circuit what the circuit draws. For tests that look for words that must not be there.
/// </summary>
public sealed class Frames
{
    private const int Text = 1;

    private readonly ConcurrentQueue<byte[]> _received = new();

    private Frames()
    {
    }

    public int Count => _received.Count;

    /// <summary>Starts to listen. Before the page opens what is to be heard.</summary>
    public static async Task<Frames> OnAsync(IPage page)
    {
        var frames = new Frames();
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.webSocketFrameReceived").OnEvent += (_, message) => frames.Take(message);
        await session.SendAsync("Network.enable");
        return frames;
    }

    /// <summary>Whether some frame so far has these words in it, as plain UTF-8 or as JSON writes them.</summary>
    public bool Hold(string words) => _received.Any(frame => frame.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0);

    private void Take(JsonElement? message)
    {
        if (message?.GetProperty("response") is not { } frame) return;
        var data = frame.GetProperty("payloadData").GetString()!;
        _received.Enqueue(frame.GetProperty("opcode").GetInt32() == Text ? Encoding.UTF8.GetBytes(data) : Convert.FromBase64String(data));
    }
}

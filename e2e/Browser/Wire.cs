using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Browser;

/// <summary>
/// What a page's live connections run over, to be cut at a moment of the test's choosing and mended again. Lay it before
/// the page opens a connection. While it is cut, whatever tries to connect fails at once.
/// </summary>
public sealed partial class Wire
{
    private readonly List<(IWebSocketRoute Page, IWebSocketRoute Server)> _open = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _cutsBefore;
    private Queue<(IWebSocketFrame Frame, IWebSocketRoute To)>? _held;

    private Wire()
    {
    }

    private bool IsCut => _cut.Task.IsCompleted;

    public static async Task<Wire> LayAsync(IPage page)
    {
        var wire = new Wire();
        await page.RouteWebSocketAsync(Any(), wire.Open);
        await page.RouteAsync(Negotiation(), route => wire.IsCut ? route.AbortAsync("internetdisconnected") : route.ContinueAsync());
        return wire;
    }

    /// <summary>Cuts it now.</summary>
    public async Task CutAsync()
    {
        (IWebSocketRoute Page, IWebSocketRoute Server)[] open;
        lock (_gate)
        {
            open = [.. _open];
            _open.Clear();
        }

        _cut.TrySetResult();
        foreach (var (page, server) in open)
        {
            await server.CloseAsync();
            await page.CloseAsync();
        }
    }

    /// <summary>Cuts it as soon as the server sends a message with these letters in it; that message is lost.</summary>
    /// <returns>Ends when it is cut.</returns>
    public Task CutBefore(string letters)
    {
        _cutsBefore = Encoding.UTF8.GetBytes(letters);
        return _cut.Task;
    }

    /// <summary>From here on nothing comes through; nobody is told, as on a slow line.</summary>
    public void Hold()
    {
        lock (_gate) _held ??= new();
    }

    /// <summary>What was held goes through, in order, and so does all that comes.</summary>
    public void LetThrough()
    {
        lock (_gate)
        {
            var held = _held;
            _held = null;
            foreach (var (frame, to) in held ?? []) Pass(frame, to);
        }
    }

    public void Mend() => _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Open(IWebSocketRoute page)
    {
        if (IsCut)
        {
            _ = page.CloseAsync();
            return;
        }

        var server = page.ConnectToServer();
        lock (_gate) _open.Add((page, server));
        page.OnMessage(frame => Pass(frame, server));
        server.OnMessage(frame =>
        {
            var sent = SpeaksText(page) ? null : BeforeTheCut(frame.Binary!);
            if (sent is null)
            {
                Pass(frame, page);
            }
            else
            {
                if (sent.Length > 0) page.Send(sent);
                _ = CutAsync();
            }
        });
    }

    private void Pass(IWebSocketFrame frame, IWebSocketRoute to)
    {
        if (IsCut) return;
        lock (_gate)
        {
            if (_held is not null)
            {
                _held.Enqueue((frame, to));
                return;
            }
        }

        if (SpeaksText(to)) to.Send(frame.Text!);
        else to.Send(frame.Binary!);
    }

    /// <summary>
    /// Playwright gives every frame as letters and as bytes, and does not say which it came as. A page that gets the
    /// other kind cannot read it: the board's hub speaks text, Blazor's circuit bytes.
    /// </summary>
    private static bool SpeaksText(IWebSocketRoute route) => new Uri(route.Url).AbsolutePath == "/hub";

    /// <summary>The messages before the one to cut at, which all may come in one frame; null when it is not among them.</summary>
    private byte[]? BeforeTheCut(byte[] frame)
    {
        if (_cutsBefore is not { } letters) return null;
        for (var at = 0; at < frame.Length;)
        {
            // SignalR's binary framing: the length of each message stands before it, seven bits to a byte.
            var (start, length, shift) = (at, 0, 0);
            byte part;
            do
            {
                part = frame[at++];
                length |= (part & 0x7F) << shift;
                shift += 7;
            }
            while (part > 0x7F);

            if (frame.AsSpan(at, length).IndexOf(letters) >= 0)
            {
                _cutsBefore = null;
                return frame[..start];
            }

            at += length;
        }

        return null;
    }

    [GeneratedRegex(".*")]
    private static partial Regex Any();

    [GeneratedRegex("/negotiate\\?")]
    private static partial Regex Negotiation();
}

using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>A WebSocket that speaks SignalR's JSON by hand, well or badly, as the test wants.</summary>
internal sealed class RawPage : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _rest = new();

    private readonly List<string> _frames = [];

    /// <summary>Every frame that came and was looked at, as it was sent.</summary>
    public IReadOnlyList<string> Frames => _frames;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RawPage> Connect(Uri address, string? cookie)
    {
        var page = new RawPage();
        if (cookie is not null) page._socket.Options.SetRequestHeader("Cookie", cookie);
        using var line = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = SmallLine });
        await page._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = HubContract.Path }.Uri, line, Cancel);
        await page.Send("{\"protocol\":\"json\",\"version\":1}");
        Assert.Equal("{}", await page.Frame());
        return page;
    }

    /// <summary>Sends a frame as it is.</summary>
    public Task Send(string frame) => _socket.SendAsync(Encoding.UTF8.GetBytes(frame + End), WebSocketMessageType.Text, true, Cancel);

    /// <summary>Invokes a method of the hub with arguments that are JSON already.</summary>
    public Task Invoke(string method, params string[] arguments) =>
        Send($"{{\"type\":1,\"target\":\"{method}\",\"arguments\":[{string.Join(',', arguments)}]}}");

    public async Task<Welcome> Enter(string board, string replica, long stream = 0)
    {
        await Invoke(HubContract.Enter, JsonSerializer.Serialize(new(board, replica, stream, WireVersion.Current, ProjectionVersion.Current), BoardJson.Default.EnterRequest));
        return await Next<Welcome>();
    }

    /// <summary>The next message of this kind; others before it are passed over.</summary>
    public async Task<T> Next<T>()
        where T : ServerMessage
    {
        while (true)
        {
            if (await Next() is T message) return message;
        }
    }

    /// <summary>The next message of the board's.</summary>
    public async Task<ServerMessage> Next()
    {
        while (true)
        {
            var frame = await Frame() ?? throw new InvalidOperationException("The server has ended the connection.");
            using var json = JsonDocument.Parse(frame);
            if (json.RootElement.GetProperty("type").GetInt32() == 1)
                return json.RootElement.GetProperty("arguments")[0].Deserialize(BoardJson.Default.ServerMessage)!;
        }
    }

    /// <summary>The completion of an invocation with an id, as JSON.</summary>
    public async Task<JsonElement> Completion()
    {
        while (true)
        {
            var frame = await Frame() ?? throw new InvalidOperationException("The server has ended the connection.");
            using var json = JsonDocument.Parse(frame);
            if (json.RootElement.GetProperty("type").GetInt32() == 3) return json.RootElement.Clone();
        }
    }

    /// <summary>Reads until a frame is so.</summary>
    public async Task Until(Func<string, bool> isSo)
    {
        while (!isSo(await Frame() ?? throw new InvalidOperationException("The server has ended the connection.")))
        {
        }
    }

    /// <summary>Reads until the server ends the connection.</summary>
    public async Task Ends()
    {
        while (await Frame() is not null)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Its machine keeps little of what it does not read, so that a page that stops reading is soon felt.</summary>
    private static async ValueTask<Stream> SmallLine(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 16 * 1024 };
        await socket.ConnectAsync(context.DnsEndPoint, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task<string?> Frame()
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = _rest.ToString();
            var end = text.IndexOf(End, StringComparison.Ordinal);
            if (end >= 0)
            {
                _rest.Remove(0, end + 1);
                _frames.Add(text[..end]);
                return text[..end];
            }

            try
            {
                var got = await _socket.ReceiveAsync(buffer, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
                if (got.MessageType == WebSocketMessageType.Close) return null;
                _rest.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
            }
            catch (WebSocketException)
            {
                return null;
            }
        }
    }
}

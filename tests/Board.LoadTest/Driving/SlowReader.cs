using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.LoadTest.Driving;

/// <summary>A page that comes in and then never reads: a phone that was put to sleep. The system's own buffer for it is small.</summary>
internal sealed class SlowReader : IDisposable
{
    private const int BufferBytes = 4 * 1024;

    /// <summary>After what was left in the system's buffers a dropped connection ends at once; one that is alive goes quiet.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { ConnectCallback = Connect, UseCookies = false });

    public async Task Come(Uri address, CookieContainer cookies, string board)
    {
        var hub = new UriBuilder(new Uri(address, HubContract.Path));
        _socket.Options.SetRequestHeader("Cookie", cookies.GetCookieHeader(hub.Uri));
        hub.Scheme = "ws";
        await _socket.ConnectAsync(hub.Uri, _http, CancellationToken.None);
        var enter = new EnterRequest(board, Ids.From(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)), 0, WireVersion.Current);
        await Send("""{"protocol":"json","version":1}""");
        await Send($$"""{"type":1,"target":"{{HubContract.Enter}}","arguments":[{{JsonSerializer.Serialize(enter, BoardJson.Default.EnterRequest)}}]}""");
    }

    /// <summary>Reads at last, to see whether the server still has the connection.</summary>
    /// <returns>Whether it was dropped.</returns>
    public async Task<bool> WasDropped()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var limit = new CancellationTokenSource(Quiet);
                if ((await _socket.ReceiveAsync(buffer, limit.Token)).MessageType == WebSocketMessageType.Close) return true;
            }
        }
        catch (WebSocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
    }

    private Task Send(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        // Before connecting, so that the other side never learns of a larger one.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = BufferBytes };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

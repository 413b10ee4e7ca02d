using System.Net.WebSockets;
using System.Text;
using MappingBoard.Client.Connection;

namespace MappingBoard.Client.Tests.Connection;

/// <summary>Lines to a hub over .NET's own sockets: what hub.js does in the browser. The test may cut or hinder them.</summary>
public sealed class SocketTransports : IHubTransportFactory
{
    private readonly List<Line> _lines = [];

    /// <summary>The ways that were tried, in order.</summary>
    public List<HubWay> Tried { get; } = [];

    /// <summary>Whether the network lets WebSockets through.</summary>
    public bool LetsSocketsThrough { get; set; } = true;

    /// <summary>How many lines were open at some time.</summary>
    public int Opened => _lines.Count;

    public async Task<IHubTransport> Open(Uri hub, HubWay way, IHubTransportListener end, CancellationToken cancel)
    {
        Tried.Add(way);
        if (way == HubWay.WebSocket && !LetsSocketsThrough) throw new IOException("Blocked.");
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws" }.Uri, cancel);
        }
        catch (WebSocketException failure)
        {
            socket.Dispose();
            throw new IOException("There is no way through.", failure);
        }

        var line = new Line(socket, end);
        _lines.Add(line);
        return line;
    }

    /// <summary>The last line is cut.</summary>
    public void Cut() => _lines[^1].Cut();

    private sealed class Line : IHubTransport
    {
        private readonly ClientWebSocket _socket;
        private readonly IHubTransportListener _end;

        public Line(ClientWebSocket socket, IHubTransportListener end)
        {
            _socket = socket;
            _end = end;
            _ = Listen();
        }

        public void Cut() => _socket.Abort();

        public async ValueTask Send(string text)
        {
            if (_socket.State == WebSocketState.Open) await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        }

        public ValueTask Close()
        {
            _socket.Abort();
            return ValueTask.CompletedTask;
        }

        private async Task Listen()
        {
            // Small, so that records come in pieces.
            var buffer = new byte[64];
            var decoder = Encoding.UTF8.GetDecoder();
            var text = new char[128];
            try
            {
                while (await _socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } piece)
                {
                    var count = decoder.GetChars(buffer.AsSpan(0, piece.Count), text, flush: false);
                    _end.Heard(new(text, 0, count));
                }
            }
            catch (Exception cut) when (cut is WebSocketException or OperationCanceledException)
            {
                // Cut, by one end or the other: said below. Which of the two it is depends on how far the reading was.
            }

            _end.Ended();
        }
    }
}

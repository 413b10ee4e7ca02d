using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;
using MappingBoard.TestSupport;
using StackExchange.Redis;

namespace MappingBoard.Server.Tests.Access.Keys;

/// <summary>A real server of Redis' protocol in this process (Garnet), empty, on a free port.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly GarnetServer _server;

    public RedisServer()
    {
        var port = FreePort();
        Address = $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        _server = new(["--port", $"{port}", "--bind", "127.0.0.1", "--memory", "64m", "--page", "1m", "--index", "1m", "--logger-level", "None", "--checkpointdir", _folder["redis"]]);
        _server.Start();
    }

    public string Address { get; }

    /// <summary>Everything that lies there, as text.</summary>
    public async Task<string> Everything()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(Address);
        var database = connection.GetDatabase();
        var ring = await database.ListRangeAsync("mappingboard:keys");
        var code = (byte[]?)await database.StringGetAsync("mappingboard:spoken-codes");
        return string.Concat(ring.Select(k => (string?)k)) + System.Text.Encoding.Latin1.GetString(code ?? []);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

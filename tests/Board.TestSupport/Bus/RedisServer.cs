using System.Net;
using Garnet;
using Garnet.server;
using Microsoft.Extensions.Logging.Abstractions;

namespace MappingBoard.TestSupport.Bus;

/// <summary>A real server that speaks Redis's protocol, in this process, on a port of 127.0.0.1 that it keeps when it goes away and comes back.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly int _port = FreePort.Next();
    private GarnetServer? _server;

    public RedisServer() => Start();

    /// <summary>As StackExchange.Redis wants it; it looks for the way back quickly.</summary>
    public string Connection => $"127.0.0.1:{_port},connectTimeout=2000,connectRetry=1";

    public void Start()
    {
        var options = new GarnetServerOptions
        {
            EndPoints = [new IPEndPoint(IPAddress.Loopback, _port)],
            LogMemorySize = "64m",
            PageSize = "4m",
            IndexMemorySize = "1m",
            QuietMode = true,
        };
        _server = new(options, NullLoggerFactory.Instance);
        _server.Start();
    }

    public void Stop()
    {
        _server?.Dispose();
        _server = null;
    }

    public void Dispose() => Stop();
}

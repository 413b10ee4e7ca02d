using System.Net;
using System.Net.Sockets;

namespace MappingBoard.TestSupport;

/// <summary>
/// Ports of 127.0.0.1 for servers that go away and come back. They lie below the range from which systems take the ports of
/// outgoing connections: while a server is down between two lives, nobody who tries to reach it can come to sit on its port.
/// </summary>
public static class FreePort
{
    /// <summary>One that nobody listens on at the moment.</summary>
    /// <exception cref="InvalidOperationException">None was found in a hundred tries.</exception>
    public static int Next()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }

        throw new InvalidOperationException("No free port between 20000 and 30000.");
    }
}

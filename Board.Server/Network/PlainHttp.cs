using System.Net;

namespace MappingBoard.Server.Network;

/// <summary>Where cookies may travel in the clear: nowhere but on the machine itself, in development, or where that was allowed.</summary>
internal static class PlainHttp
{
    public static bool IsAllowed(HttpContext context, AccessOptions options, IHostEnvironment environment) =>
        !context.Request.IsHttps
        && (options.AllowPlainHttp || environment.IsDevelopment() || IsThisMachine(context.Request.Host.Host));

    // The name in the address bar, not where the connection comes from: that may be a proxy beside the server.
    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

using Microsoft.AspNetCore.SignalR;

namespace MappingBoard.Server.Transports.SignalR;

/// <summary>Lets the hub reach the connection beneath its context, which can send bytes that were made once for many.</summary>
internal sealed class ConnectionKeeper(ILogger<DefaultHubLifetimeManager<BoardHub>> logger) : DefaultHubLifetimeManager<BoardHub>(logger)
{
    private static readonly object Key = typeof(HubConnectionContext);

    public static HubConnectionContext Of(HubCallerContext context) => (HubConnectionContext)context.Items[Key]!;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[Key] = connection;
        return base.OnConnectedAsync(connection);
    }
}

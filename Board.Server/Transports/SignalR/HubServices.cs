using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace MappingBoard.Server.Transports.SignalR;

/// <summary>Puts the hub together.</summary>
public static class HubServices
{
    /// <summary>What a page is promised (PROTOCOL): a quiet line says this often that it is not dead.</summary>
    private static readonly TimeSpan SpeaksEvery = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A message twice as large as allowed is still read, so that its sender gets an answer and not only the end of the
    /// connection; with the envelope around it.
    /// </summary>
    private const int LargestFrame = (2 * Bounds.MessageBytes) + 4096;

    /// <summary>The hub. Needs the rooms (<c>AddRooms</c>) and the <c>AdmissionHandler</c>.</summary>
    public static IServiceCollection AddBoardHub(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<HubLifetimeManager<BoardHub>, ConnectionKeeper>();
        services.AddSignalR().AddHubOptions<BoardHub>(options =>
        {
            options.SupportedProtocols = [BoardHub.Protocol];
            options.MaximumReceiveMessageSize = LargestFrame;
            options.EnableDetailedErrors = false;
            options.MaximumParallelInvocationsPerClient = 1;

            // A phone that changes cells is silent for a while; a page that is gone should not be shown as here for long.
            options.KeepAliveInterval = SpeaksEvery;
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(40);
            options.HandshakeTimeout = TimeSpan.FromSeconds(30);

            // Replicas resume by themselves (B2); a second buffer for each connection would hold more than the outbox may.
            options.StatefulReconnectBufferSize = 0;
        });
        services.AddSingleton<IHubProtocol, BoardHubProtocol>();
        return services;
    }

    public static IEndpointConventionBuilder MapBoardHub(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHub<BoardHub>("/" + HubContract.Path, options =>
        {
            options.Transports = HttpTransports.All;
            options.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);

            // SignalR does not ping where the page polls. An empty answer says the same.
            options.LongPolling.PollTimeout = SpeaksEvery;
            options.AllowStatefulReconnects = false;
        });
}

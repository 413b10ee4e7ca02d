using MappingBoard.Server.Transports.Circuit;
using MappingBoard.Server.Transports.SignalR;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Transports;

/// <summary>Puts the ways to a room into a server: the hub, and the one on a server circuit.</summary>
internal static class TransportServices
{
    /// <summary>Needs the rooms and what admits to them.</summary>
    public static IServiceCollection AddTransports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<RoomEntrance>();
        services.AddBoardHub(configuration);
        services.AddScoped<IBoardConnection, InProcessBoardConnection>();
        services.AddScoped<IBoardSnapshotSource, RoomSnapshotSource>();
        return services;
    }
}

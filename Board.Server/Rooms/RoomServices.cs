using MappingBoard.Server.Supervision;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MappingBoard.Server.Rooms;

/// <summary>Puts the rooms together.</summary>
public static class RoomServices
{
    /// <summary>The rooms, and the way to them on a server circuit. Needs an <see cref="Storage.IBoardStore"/>, an <see cref="Bus.IBoardBus"/> and the <see cref="Access.Doors"/>.</summary>
    public static IServiceCollection AddRooms(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RoomOptions>().Bind(configuration.GetSection(RoomOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PaceOptions>().Bind(configuration.GetSection(PaceOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Supervisor>();

        // Services stop in the reverse order: first the rooms, which still have snapshots to keep.
        services.AddSingleton<SnapshotKeeper>();
        services.AddSingleton<ISnapshotKeeper>(s => s.GetRequiredService<SnapshotKeeper>());
        services.AddHostedService(s => s.GetRequiredService<SnapshotKeeper>());
        services.AddSingleton<RoomDirectory>();
        services.AddHostedService(s => s.GetRequiredService<RoomDirectory>());
        services.AddHostedService<Rounds>();

        services.AddSingleton<Pace>();
        services.AddSingleton<Doorway>();
        services.AddScoped<IBoardConnection, InProcessBoardConnection>();
        services.AddScoped<IBoardSnapshotSource, RoomSnapshotSource>();
        return services;
    }
}

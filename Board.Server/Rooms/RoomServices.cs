using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MappingBoard.Server.Rooms;

/// <summary>Puts the rooms together.</summary>
public static class RoomServices
{
    /// <summary>The rooms. Needs an <see cref="IBoardStore"/> and an <see cref="IBoardBus"/>.</summary>
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
        services.AddHostedService<RoomTicker>();

        services.AddSingleton<Pace>();
        return services;
    }
}

/// <summary>Goes round the rooms once a second: see <see cref="Room.GoRound"/>.</summary>
public sealed class RoomTicker(RoomDirectory rooms, TimeProvider time, Supervisor supervisor) : SupervisedService(supervisor)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override Task Work(CancellationToken stop) => Repeat(
        Every,
        time,
        () =>
        {
            rooms.GoRound();
            return Task.CompletedTask;
        },
        stop);
}

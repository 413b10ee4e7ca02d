using MappingBoard.Server.Bus;

namespace MappingBoard.Server.Rooms;

/// <summary>Goes round the rooms once a second, while there are other servers: see <see cref="Room.GoRound"/>.</summary>
public sealed class Rounds(RoomDirectory rooms, IBoardBus bus, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (bus.State == BusState.Alone) return;
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) rooms.GoRound();
    }
}

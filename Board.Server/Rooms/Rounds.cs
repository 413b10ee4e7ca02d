namespace MappingBoard.Server.Rooms;

/// <summary>Goes round the rooms once a second: see <see cref="Room.GoRound"/>.</summary>
public sealed class Rounds(RoomDirectory rooms, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) rooms.GoRound();
    }
}

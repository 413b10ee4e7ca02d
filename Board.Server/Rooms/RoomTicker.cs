using MappingBoard.Server.Supervision;

namespace MappingBoard.Server.Rooms;

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

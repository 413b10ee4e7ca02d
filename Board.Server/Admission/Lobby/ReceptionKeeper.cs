using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission.Lobby;

/// <summary>
/// Keeps the doors tidy: listens to the other servers, shows chairs what could not be shown while the store was away, and takes away what nobody needs
/// any more (data minimisation). Names of people who were answered, and in invitations that are over, are destroyed after
/// <see cref="NamesKept"/>; a request that nobody answers is taken back after as long as a cookie lasts.
/// </summary>
public sealed class ReceptionKeeper(
    Reception reception,
    ILobbyStore waiting,
    IInvitationStore invitations,
    IDeviceLinkStore devices,
    IBoardBus bus,
    TimeProvider time,
    IOptions<AccessOptions> options,
    Supervisor supervisor) : SupervisedService(supervisor)
{
    /// <summary>Long enough to see in the access log who was turned away, and to put a mistake right.</summary>
    public static readonly TimeSpan NamesKept = TimeSpan.FromDays(1);

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SweepEach = TimeSpan.FromHours(1);

    /// <summary>Takes away what nobody needs any more. What cannot be taken away now keeps nothing else back, and goes the next time.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await Tidy("Taking back requests", () => TakeBack(now, cancel));
        await Tidy("Forgetting the names of those who asked", () => waiting.ForgetNames(now - NamesKept, cancel));
        await Tidy("Forgetting the names in invitations", () => invitations.ForgetNames(now - NamesKept, cancel));
        await Tidy("Forgetting links to devices", () => devices.Forget(now - NamesKept, cancel));

        Task Tidy(string what, Func<Task> task) => Supervisor.Try(what, board: null, task, cancel);
    }

    protected override async Task Work(CancellationToken stop)
    {
        using var others = bus.ListenToDoors(reception.Hear);
        var swept = DateTimeOffset.MinValue;
        await Repeat(
            Each,
            time,
            async () =>
            {
                reception.ShowWhatIsOwed();
                if (time.GetUtcNow() - swept < SweepEach) return;
                swept = time.GetUtcNow();
                await Sweep(stop);
            },
            stop);
    }

    private async Task TakeBack(DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var board in await waiting.Lapse(now - TimeSpan.FromHours(options.Value.StayHours), now, cancel))
            Supervisor.Detach("Showing who waits", board, () => reception.Show(board));
    }
}

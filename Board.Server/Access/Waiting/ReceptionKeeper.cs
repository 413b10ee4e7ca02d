using MappingBoard.Server.Access.Devices;
using MappingBoard.Server.Bus;
using MappingBoard.Server.Storage;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Access.Waiting;

/// <summary>
/// Keeps the doors tidy: listens to the other servers, shows chairs what could not be shown while the store was away, and takes away what nobody needs
/// any more (data minimisation). Names of people who were answered, and in invitations that are over, are destroyed after
/// <see cref="NamesKept"/>; a request that nobody answers is taken back after as long as a cookie lasts.
/// </summary>
public sealed class ReceptionKeeper(
    Reception reception,
    IWaitingRoom waiting,
    IInvitationStore invitations,
    IDeviceLinkStore devices,
    IBoardBus bus,
    TimeProvider time,
    IOptions<AccessOptions> options,
    ILogger<ReceptionKeeper> logger) : BackgroundService
{
    /// <summary>Long enough to see in the access log who was turned away, and to put a mistake right.</summary>
    public static readonly TimeSpan NamesKept = TimeSpan.FromDays(1);

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SweepEach = TimeSpan.FromHours(1);

    /// <summary>Takes away what nobody needs any more.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task Sweep(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var board in await waiting.Lapse(now - TimeSpan.FromHours(options.Value.StayHours), now, cancel)) await reception.Show(board);
        await waiting.ForgetNames(now - NamesKept, cancel);
        await invitations.ForgetNames(now - NamesKept, cancel);
        await devices.Forget(now - NamesKept, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var others = bus.ListenToDoors(reception.Hear);
        using var timer = new PeriodicTimer(Each, time);
        var swept = DateTimeOffset.MinValue;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await reception.ShowWhatIsOwed();
            if (time.GetUtcNow() - swept < SweepEach) continue;
            swept = time.GetUtcNow();
            try
            {
                await Sweep(stoppingToken);
            }
            catch (StoreUnavailableException)
            {
                AccessTrace.NotSwept(logger);
            }
        }
    }
}

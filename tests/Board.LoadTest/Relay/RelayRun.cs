using MappingBoard.LoadTest.Driving;
using MappingBoard.LoadTest.Measuring;
using MappingBoard.LoadTest.Serving;
using MappingBoard.Shared.Changes;

namespace MappingBoard.LoadTest.Relay;

/// <summary>What the relay did under the load.</summary>
/// <param name="Acks">From due to durable and sent.</param>
/// <param name="FanOut">From due to read, for each message and each other connection.</param>
/// <param name="Lateness">Of the driver.</param>
/// <param name="CpuSeconds">The relay's, of the measured time.</param>
/// <param name="DriverCpuSeconds">This program's, of the measured time.</param>
internal sealed record RelayResult(Histogram Acks, Histogram FanOut, Histogram Lateness, double CpuSeconds, double DriverCpuSeconds);

/// <summary>Puts the same load on the relay: the same connections, the same moments, messages of the same size.</summary>
internal static class RelayRun
{
    private static readonly TimeSpan ArrivesWithin = TimeSpan.FromSeconds(60);

    /// <param name="options">The load.</param>
    /// <param name="arrivals">The schedule that the product had.</param>
    /// <param name="changes">What people did at each place in it; null where nothing was sent.</param>
    /// <param name="folder">Of the product's server.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<RelayResult> Run(Options options, Arrival[] arrivals, Change?[] changes, string folder, CancellationToken cancel)
    {
        await using var server = new ChildServer((address, data) => Programs.Relay(folder, address, data));
        await server.Start(cancel);
        var warm = Schedule.Ticks(options.WarmUp);
        var times = new RelayTimes(Array.FindIndex(arrivals, a => a.After >= warm), new long[arrivals.Length]);
        var groups = Enumerable.Range(0, options.Boards)
            .Select(group => Enumerable.Range(0, options.PeopleOn(group)).Select(_ => new RelayPage(server.Address, group, times)).ToArray())
            .ToArray();
        try
        {
            await Parallel.ForEachAsync(groups.SelectMany(g => g), cancel, async (page, _) => await page.Come());
            return await Run(server, options, arrivals, changes, groups, times);
        }
        finally
        {
            await Task.WhenAll(groups.SelectMany(g => g).Select(p => p.DisposeAsync().AsTask()));
        }
    }

    private static async Task<RelayResult> Run(ChildServer server, Options options, Arrival[] arrivals, Change?[] changes, RelayPage[][] groups, RelayTimes times)
    {
        var (cpu, driver) = (0.0, 0.0);
        var start = new Moment(Schedule.Ticks(options.WarmUp), () =>
        {
            (cpu, driver) = (server.CpuSeconds(), Cpu.OfThisProgram());
            return Task.CompletedTask;
        });
        var sending = new Task?[arrivals.Length];
        var by = Shared.Model.Ids.From(new byte[16]);
        var (_, lateness) = await Pacer.Run(arrivals, [start], (i, due) =>
        {
            times.IsDue(i, due);
            if (changes[i] is { } change) sending[i] = groups[arrivals[i].Board][arrivals[i].Person].Send(i, new(by, DateTimeOffset.UtcNow, [change]));
        });
        (cpu, driver) = (server.CpuSeconds() - cpu, Cpu.OfThisProgram() - driver);
        await Task.WhenAll(sending.OfType<Task>()).WaitAsync(ArrivesWithin);
        var expected = sending.Index().Where(s => s.Item is not null).Sum(s => options.PeopleOn(arrivals[s.Index].Board) - 1L);
        await Rest.Until(() => groups.Sum(g => g.Sum(p => p.Received)) == expected, ArrivesWithin, () => "The relay lost messages.");

        var (acks, fanOut) = (new Histogram(), new Histogram());
        foreach (var page in groups.SelectMany(g => g))
        {
            acks.Add(page.Acks);
            fanOut.Add(page.FanOut);
        }

        return new(acks, fanOut, lateness, cpu, driver);
    }
}

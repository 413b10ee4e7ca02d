using System.Diagnostics;
using MappingBoard.LoadTest.Checking;
using MappingBoard.LoadTest.Driving;
using MappingBoard.LoadTest.Measuring;
using MappingBoard.LoadTest.Serving;
using MappingBoard.Shared.Changes;

namespace MappingBoard.LoadTest;

/// <summary>What the product did under the load.</summary>
internal sealed record ProductResult
{
    public required Verdict Verdict { get; init; }

    /// <summary>Over the measured time.</summary>
    public required Latencies Latencies { get; init; }

    /// <summary>The first and the second half of the measured time: without and with trouble. Null when there is none.</summary>
    public (Latencies Without, Latencies With)? Trouble { get; init; }

    public required int HostileCalls { get; init; }

    public required Histogram Lateness { get; init; }

    public required Tally Tally { get; init; }

    public required int SlowDropped { get; init; }

    /// <summary>Processor time of the server and of this program over the measured time, in seconds.</summary>
    public required double CpuSeconds { get; init; }

    public required double DriverCpuSeconds { get; init; }

    /// <summary>Processor time of the servers' first 30 seconds; null where they did not live so long, or were killed.</summary>
    public required double? CpuOfFirst30Seconds { get; init; }

    public required double PeakMiB { get; init; }

    /// <summary>Where the boards were.</summary>
    public required string Store { get; init; }

    public required IReadOnlyList<string> Complaints { get; init; }

    /// <summary>What was done at each place of the schedule.</summary>
    public required Change?[] Changes { get; init; }
}

/// <summary>Puts the load on the product.</summary>
internal sealed class ProductRun(Options options, Arrival[] arrivals, string folder) : IAsyncDisposable
{
    private const int HostileCallsInAll = 10_000;

    private static readonly TimeSpan RestsWithin = TimeSpan.FromSeconds(60);

    private readonly List<SlowReader> _slow = [];
    private readonly List<Task> _intruding = [];
    private readonly Verdict _verdict = new();
    private readonly Change?[] _changes = new Change?[arrivals.Length];
    private Meeting[] _meetings = [];
    private Installation? _servers;
    private (double Server, double Driver) _cpu;
    private (long From, long To) _away;

    public async Task<ProductResult> Run(CancellationToken cancel)
    {
        var servers = _servers = await Installation.Start(options, folder, cancel);
        _meetings = new Meeting[options.Boards];
        await Parallel.ForAsync(0, options.Boards, cancel, async (i, _) => _meetings[i] = await Meeting.Gather([.. servers.Addresses.Skip(i % options.Servers), .. servers.Addresses.Take(i % options.Servers)], options.PeopleOn(i), options.Seed + i));

        var (began, lateness) = await Pacer.Run(arrivals, Moments(servers, cancel), (i, due) =>
            _changes[i] = _meetings[arrivals[i].Board].Pages[arrivals[i].Person].Do(due));
        var (server, driver) = (servers.CpuSeconds() - _cpu.Server, Cpu.OfThisProgram() - _cpu.Driver);

        await Task.WhenAll(_intruding);
        await ComeToRest();
        _verdict.HostileLeaks = _meetings.Sum(m => m.Intruders.Sum(i => i.Leaks));
        var boards = await Task.WhenAll(_meetings.Select(BoardCheck.Of));
        foreach (var board in boards) board.Judge(_verdict);
        var dropped = await Task.WhenAll(_slow.Select(s => s.WasDropped()));
        JudgeAbsence();
        var tally = Tally.Of(_meetings.SelectMany(m => m.Pages));
        foreach (var meeting in _meetings) await meeting.DisposeAsync();
        servers.Stop();
        await servers.Home.Read(store => LogCheck.Judge(store, boards, _verdict));

        var (warm, half, end) = (began + Schedule.Ticks(options.WarmUp), began + Half, began + Schedule.Ticks(options.WarmUp + options.Seconds));
        return new()
        {
            Verdict = _verdict,
            Latencies = Measured(warm, end),
            Trouble = options.HasTrouble ? (Measured(warm, half), Measured(half, end)) : null,
            Lateness = lateness,
            Tally = tally,
            HostileCalls = _meetings.Sum(m => m.Intruders.Sum(i => i.Calls)),
            SlowDropped = dropped.Count(d => d),
            CpuSeconds = server,
            DriverCpuSeconds = driver,
            CpuOfFirst30Seconds = options.Kills == 0 && servers.First30Seconds is { IsCompletedSuccessfully: true } first ? await first : null,
            PeakMiB = servers.PeakMiB,
            Store = servers.Home.Name,
            Complaints = [.. servers.Log.Where(IsComplaint)],
            Changes = _changes,
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _slow) reader.Dispose();
        foreach (var meeting in _meetings.OfType<Meeting>()) await meeting.DisposeAsync();
        if (_servers is not null) await _servers.DisposeAsync();
    }

    /// <summary>What the board's own code warns of, and anybody's failure. (How a server is set up is not the load's concern.)</summary>
    private static bool IsComplaint(string line) =>
        line.Contains(" warn: MappingBoard", StringComparison.Ordinal)
        || line.Contains(" fail: ", StringComparison.Ordinal)
        || line.Contains(" crit: ", StringComparison.Ordinal);

    private long Half => Schedule.Ticks(options.WarmUp + (options.Seconds / 2.0));

    private IEnumerable<Moment> Moments(Installation servers, CancellationToken cancel)
    {
        yield return new(Schedule.Ticks(options.WarmUp), () =>
        {
            _cpu = (servers.CpuSeconds(), Cpu.OfThisProgram());
            return Task.CompletedTask;
        });
        if (options.Slow > 0) yield return new(Half, BringSlowReaders);
        if (options.Hostile > 0) yield return new(Half, () => BringIntruders(cancel));
        if (options.Away > 0) yield return new(Half, async () => _away = await servers.TakeStoreAway(TimeSpan.FromSeconds(options.Away), cancel));
        if (options.Faults) yield return new(Schedule.Ticks(options.WarmUp), () => servers.MakeTrouble(TimeSpan.FromSeconds(options.Seconds), options.Seed, cancel));
        if (options.Kills > 0) yield return new(0, () => KillNowAndThen(servers, cancel));
    }

    /// <summary>They go on until they have made their calls; the run waits for them before anything is judged.</summary>
    private async Task BringIntruders(CancellationToken cancel)
    {
        var calls = HostileCallsInAll / options.Hostile;
        for (var i = 0; i < options.Hostile; i++)
        {
            var others = _meetings.Where((_, m) => m != i % _meetings.Length).Select(m => m.Board).Take(5);
            var intruder = await _meetings[i % _meetings.Length].BringIntruder(i + 1, others);
            _intruding.Add(Task.Run(() => intruder.Run(calls, cancel), cancel));
        }
    }

    private async Task BringSlowReaders()
    {
        for (var i = 0; i < options.Slow; i++) _slow.Add(await _meetings[i % _meetings.Length].BringSlowReader(i + 1));
    }

    /// <summary>At even distances over the measured time; once it is at half time.</summary>
    private async Task KillNowAndThen(Installation servers, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 1; i <= options.Kills; i++)
        {
            var at = TimeSpan.FromSeconds(options.WarmUp + (options.Seconds * (double)i / (options.Kills + 1)));
            var wait = at - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, cancel);
            await servers.KillOne(i - 1, cancel);
        }
    }

    /// <summary>B4: while the store is away nothing is acknowledged, but for what it had already answered.</summary>
    private void JudgeAbsence()
    {
        var from = _away.From + Schedule.Ticks(1);
        var told = _meetings.SelectMany(m => m.Pages).SelectMany(p => p.Proposals.Sent).Count(s => s.AnsweredAt > from && s.AnsweredAt < _away.To);
        if (told > 0) _verdict.Differ($"{told} batches were acknowledged while the store was away.");
    }

    private async Task ComeToRest()
    {
        try
        {
            await Rest.Until(() => Array.TrueForAll(_meetings, m => m.IsAtRest), RestsWithin, () => "Pages did not come to rest.");
        }
        catch (TimeoutException never)
        {
            _verdict.Differ(never.Message);
        }
    }

    private Latencies Measured(long from, long to)
    {
        var latencies = new Latencies(from, to);
        foreach (var meeting in _meetings) latencies.Add(meeting);
        return latencies;
    }
}

using System.Diagnostics;
using MappingBoard.TestSupport.Bus;
using MappingBoard.TestSupport.Cosmos;

namespace MappingBoard.LoadTest.Serving;

/// <summary>The servers of a run, where their boards are, and Redis between them when they are several. Used by one caller at a time.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly List<ChildServer> _servers;
    private readonly RedisServer? _redis;

    private Installation(Home home, string folder, int servers)
    {
        Home = home;
        _redis = servers > 1 ? new() : null;
        string[] settings = [.. home.Settings, .. _redis is null ? [] : new[] { "--Redis:Connection=" + _redis.Connection }];
        _servers = [.. Enumerable.Range(0, servers).Select(_ => new ChildServer((address, data) => Programs.Server(folder, address, data, settings), home.Data))];
    }

    public Home Home { get; }

    public IReadOnlyList<Uri> Addresses => [.. _servers.Select(s => s.Address)];

    /// <summary>The most memory of one server, in MiB.</summary>
    public double PeakMiB => _servers.Max(s => s.PeakMiB);

    /// <summary>The end of what they all wrote.</summary>
    public IEnumerable<string> Log => _servers.SelectMany(s => s.Log);

    /// <summary>Starts the servers one after the other, so that one makes the tables and keys and the others find them.</summary>
    public static async Task<Installation> Start(Options options, string folder, CancellationToken cancel)
    {
        var installation = new Installation(await Home.Open(options.InCosmos), folder, options.Servers);
        foreach (var server in installation._servers) await server.Start(cancel);
        installation.First30Seconds = installation.Count30Seconds(cancel);
        return installation;
    }

    /// <summary>Processor time of all servers, in seconds.</summary>
    public double CpuSeconds() => _servers.Sum(s => s.CpuSeconds());

    /// <summary>Processor time of each server's first 30 seconds together; ends when the last one has lived so long.</summary>
    public Task<double> First30Seconds { get; private set; } = Task.FromResult(0.0);

    private async Task<double> Count30Seconds(CancellationToken cancel) =>
        (await Task.WhenAll(_servers.Select(s => s.CpuAtAge(TimeSpan.FromSeconds(30), cancel)))).Sum();

    /// <summary>Ends one of them with SIGKILL and starts it again; they take turns.</summary>
    public async Task KillOne(int turn, CancellationToken cancel)
    {
        var server = _servers[turn % _servers.Count];
        server.Kill();
        await server.Start(cancel);
    }

    /// <summary>Takes the double of the store away for a while.</summary>
    /// <returns>When it was away, in ticks of <see cref="Stopwatch"/>.</returns>
    public async Task<(long From, long To)> TakeStoreAway(TimeSpan time, CancellationToken cancel)
    {
        var account = Home.Double ?? throw new InvalidOperationException("A real account is not ours to take away.");
        account.IsAvailable = false;
        var from = Stopwatch.GetTimestamp();
        await Task.Delay(time, cancel);
        var to = Stopwatch.GetTimestamp();
        account.IsAvailable = true;
        return (from, to);
    }

    /// <summary>For a while one thing after the other goes wrong with the double and with Redis.</summary>
    public async Task MakeTrouble(TimeSpan time, int seed, CancellationToken cancel)
    {
        var account = Home.Double ?? throw new InvalidOperationException("A real account is not ours to trouble.");
        var (random, began) = (new Random(seed), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            account.Script(AnyFault(random));
            if (random.Next(3) == 0) account.ScriptReads(AnyFault(random));
            await Task.Delay(random.Next(20, 200), cancel);
            if (_redis is null || random.Next(40) > 0) continue;
            _redis.Stop();
            await Task.Delay(random.Next(200, 2_000), cancel);
            _redis.Start();
        }

        account.GoWell();
    }

    public void Stop() => _servers.ForEach(s => s.Stop());

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _redis?.Dispose();
        await Home.DisposeAsync();
    }

    private static CosmosFault AnyFault(Random random) => random.Next(7) switch
    {
        0 => CosmosFault.Throttled,
        1 => CosmosFault.Unavailable,
        2 => CosmosFault.UnavailableAfter,
        3 => CosmosFault.TimedOutAfter,
        4 => CosmosFault.DroppedBefore,
        5 => CosmosFault.DroppedAfter,
        _ => CosmosFault.Slow(TimeSpan.FromMilliseconds(random.Next(10, 500))),
    };
}

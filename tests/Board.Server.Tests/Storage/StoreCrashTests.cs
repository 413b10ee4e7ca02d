using System.Globalization;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>
/// What was acknowledged outlives the process. A kill keeps what the operating system had in memory, so this proves the
/// order of writing and answering; that the disk was told to flush is proved in <see cref="GroupWriterTests"/>.
/// </summary>
public sealed class StoreCrashTests(ITestOutputHelper output)
{
    private static readonly int RoomTicker = Tier.Count(usual: 8, inALongRun: 40);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task O2_what_was_acknowledged_is_there_after_a_kill_at_any_moment()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        using var folder = new TempFolder();
        for (var round = 1; round <= RoomTicker; round++)
        {
            var acknowledged = await KilledAfter(random.Next(1, 400), folder["data"]);
            await using var server = new SqliteServer(folder["data"]);
            var there = 0;
            foreach (var (board, number) in acknowledged)
            {
                var log = await server.Boards.ReadCommits(board, 0, Cancel);
                Assert.True(log.Count >= number, $"Round {round}: commit {number} was acknowledged, and {log.Count} are there.");
                Assert.Equal(ChainVerdict.Whole, Chain.Verify(log));
                there += log.Count;
            }

            output.WriteLine($"Round {round}: {acknowledged.Values.Sum()} acknowledged on {acknowledged.Count} boards, {there} there");
        }
    }

    [Fact]
    public async Task B4_a_full_disk_makes_the_store_unavailable_until_there_is_room_and_loses_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit on file sizes is set as on Linux.");
        using var folder = new TempFolder();
        using var process = new StoreProcess("fill", folder["data"]);
        var printed = await process.ReadLine(Cancel);
        Assert.Equal(0, await process.ExitCode(Cancel));

        output.WriteLine($"Commits when the disk was full, and in the end: {printed}");
        var counts = printed!.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(counts[0], 1, counts[1] - 1);
        await using var server = new SqliteServer(folder["data"]);
        var log = await server.Boards.ReadCommits(SampleLog.Id(0), 0, Cancel);
        Assert.Equal(counts[1], log.Count);
        Assert.Equal(ChainVerdict.Whole, Chain.Verify(log));
    }

    /// <summary>The last number of each board that the process acknowledged before it was killed after so many.</summary>
    private static async Task<Dictionary<string, long>> KilledAfter(int lines, string folder)
    {
        var acknowledged = new Dictionary<string, long>();
        using var process = new StoreProcess("append", folder);
        for (var read = 1; await process.ReadLine(Cancel) is { } line; read++)
        {
            // Each line is one write to the pipe, which a kill cannot cut.
            var parts = line.Split(' ');
            acknowledged[SampleLog.Id(long.Parse(parts[0], CultureInfo.InvariantCulture))] = long.Parse(parts[1], CultureInfo.InvariantCulture);
            if (read == lines) process.Kill();
        }

        Assert.NotEmpty(acknowledged);
        Assert.NotEqual(0, await process.ExitCode(Cancel));
        return acknowledged;
    }
}

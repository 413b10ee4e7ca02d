using System.Collections.Concurrent;
using System.Diagnostics;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>How many writes share one flush of the disk. Times are printed, never asserted: they say what this machine is.</summary>
public sealed class GroupCommitTests(ITestOutputHelper output)
{
    private const int Appends = 2_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Each board's room waits for its append before it sends the next, as real ones do.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(500)]
    public async Task O2_many_boards_share_the_flushes_of_the_disk(int boards)
    {
        using var folder = new TempFolder();
        await using var server = new SqliteServer(folder["data"]);
        var each = Appends / boards;
        var latencies = new ConcurrentBag<double>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, boards).Select(i => Task.Run(() => Grow(SampleLog.Id(i)), Cancel)));
        var took = Stopwatch.GetElapsedTime(began);

        Assert.Equal(boards * each, server.Groups.Sum());
        for (var i = 0; i < boards; i++)
            Assert.Equal(ChainVerdict.Whole, Chain.Verify(await server.Boards.ReadCommits(SampleLog.Id(i), 0, Cancel)));
        // While a group is written, everybody else who has something waits for the next one.
        if (boards > 1) Assert.True(server.Groups.Count < boards * each, "No two writes ever shared a transaction.");

        var sorted = latencies.Order().ToList();
        output.WriteLine(
            $"{boards} boards: {boards * each / took.TotalSeconds:N0} appends/s in {server.Groups.Count} transactions of {server.Groups.Average():N1} " +
            $"({server.Groups.Max()} at most); an append took {sorted[sorted.Count / 2]:N1} ms (p50), {sorted[sorted.Count * 99 / 100]:N1} ms (p99)");

        async Task Grow(string board)
        {
            Commit? last = null;
            for (var i = 0; i < each; i++)
            {
                last = SampleLog.After(board, last);
                var asked = Stopwatch.GetTimestamp();
                Assert.True(await server.Boards.TryAppend(last, Cancel));
                latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        }
    }
}

using CsCheck;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Two servers write one board, each the way a room does, while answers are lost and requests do not arrive.</summary>
public sealed class CosmosRivalsTests
{
    private const int CommitsEach = 8;

    private static readonly string Board = SampleLog.Id(1000);

    /// <summary>Two thirds of the requests go well.</summary>
    private static readonly CosmosFault[] Faults =
    [
        .. Enumerable.Repeat(CosmosFault.Slow(TimeSpan.Zero), 14),
        CosmosFault.DroppedBefore, CosmosFault.Unavailable, CosmosFault.TimedOut,
        CosmosFault.DroppedAfter, CosmosFault.UnavailableAfter, CosmosFault.TimedOutAfter,
        CosmosFault.Throttled,
    ];

    private static readonly Gen<CosmosFault[]> AnyFaults = Gen.Int[0, Faults.Length - 1].Select(i => Faults[i]).Array[40];

    [Fact]
    public Task O1_O2_what_was_acknowledged_is_in_the_log_once_whatever_was_lost() =>
        Gen.Select(AnyFaults, AnyFaults).SampleAsync(async (writes, reads) =>
        {
            var account = new CosmosDouble();
            await using var here = await CosmosServer.Open(account);
            await using var there = await CosmosServer.Open(account);
            account.Script(writes);
            account.ScriptReads(reads);

            var acknowledged = await Task.WhenAll(Write(here, "here"), Write(there, "there"));
            account.GoWell();
            var log = await here.Boards.ReadCommits(Board, 0, TestContext.Current.CancellationToken);
            Assert.Equal(acknowledged.SelectMany(hash => hash).Order(StringComparer.Ordinal), log.Select(CommitHash.Of).Order(StringComparer.Ordinal));
            Assert.Equal(ChainVerdict.Whole, Chain.Verify(log, CommitHash.Of(log[^1])));
            Assert.Empty(account.Refused);
        }, iter: 8, threads: 1);

    /// <summary>Writes so many commits, each on the newest, and tells which were acknowledged.</summary>
    private static async Task<List<string>> Write(CosmosServer server, string who)
    {
        var log = new BoardLog(Board, server.Boards, BoardLog.RetryWith(TimeProvider.System, () => 0.1, _ => { }), TestContext.Current.CancellationToken);
        var acknowledged = new List<string>();
        Commit? last = null;
        while (acknowledged.Count < CommitsEach)
        {
            var commit = SampleLog.After(Board, last, $"{who} {acknowledged.Count}");
            var hash = CommitHash.Of(commit);
            var appended = await log.Append(commit, hash);
            if (appended.Ours) acknowledged.Add(hash);
            last = appended.Others is [.., var newest] ? newest : commit;
        }

        return acknowledged;
    }
}

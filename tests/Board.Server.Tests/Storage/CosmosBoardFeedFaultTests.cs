using System.Text.Json.Nodes;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>How servers share the change feed of Cosmos DB, and what becomes of it when one of them, or the account, is away.</summary>
public sealed class CosmosBoardFeedFaultTests : TwoCosmosServers
{
    private static readonly string Ada = SampleLog.Id(1001);
    private static readonly string Ben = SampleLog.Id(1002);

    [Fact]
    public async Task A_snapshot_alone_is_no_change()
    {
        var first = await Write(There, Ada, 1);
        await using var follower = new BoardFollower(Here.Feed);
        await follower.Hears(Ada, 1);
        await There.Boards.WriteSnapshot(Ledger.Empty(Ada).Replay(first, CommitHash.Of(first)).ToSnapshot(), Cancel);
        // A page with nothing but the snapshot has been read once the feed was asked twice more.
        var pages = Pages();
        await Waits.Until(() => Pages() >= pages + 2);
        await Write(There, Ben, 1);
        await follower.Hears(Ben, 1);
        Assert.Equal([new(Ada, 1), new(Ben, 1)], follower.Told.SelectMany(told => told));
        Assert.Equal(2, follower.Told.Count);

        int Pages() => Account.Asked.Count(asked => asked == "feed");
    }

    [Fact]
    public async Task After_a_stop_the_lease_is_given_back_and_another_server_goes_on_where_the_first_was()
    {
        await Write(There, Ada, 1);
        await using (var first = new BoardFollower(Here.Feed)) await first.Hears(Ada, 1);
        // The processor may say that it has stopped a moment before its lease is written.
        await Waits.Until(() => Lease().Document["Owner"] is null);
        await Write(There, Ben, 1);
        await using var second = new BoardFollower(There.Feed);
        await second.Hears(Ben, 1);
        Assert.Equal([new(Ben, 1)], second.Told.SelectMany(told => told));
        Assert.Empty(Here.Log.Concat(There.Log));
    }

    [Fact]
    public async Task When_a_server_stops_one_that_stood_by_goes_on()
    {
        await Write(There, Ada, 1);
        await using var here = new BoardFollower(Here.Feed);
        await here.Hears(Ada, 1);
        await using var there = new BoardFollower(There.Feed);
        await here.Stop();
        await Write(There, Ada, 2);
        await there.Hears(Ada, 2);
    }

    [Fact]
    public async Task When_a_server_dies_one_that_stood_by_goes_on()
    {
        await Write(There, Ada, 1);
        await using var here = new BoardFollower(Here.Feed);
        await here.Hears(Ada, 1);
        await using var there = new BoardFollower(There.Feed);
        Here.CutOff();
        await Write(There, Ada, 2);
        await Write(There, Ben, 1);
        await there.Hears(Ada, 2);
        await there.Hears(Ben, 1);
        Assert.False(here.HasHeard(Ben, 1));
    }

    /// <summary>As when the machine stood still for longer than a lease lasts.</summary>
    [Fact]
    public async Task A_lease_that_somebody_else_holds_by_now_is_left_to_them_and_taken_again_once_they_are_gone()
    {
        await Write(There, Ada, 1);
        await using var follower = new BoardFollower(Here.Feed);
        await follower.Hears(Ada, 1);
        var (id, lease) = Lease();
        Assert.NotNull(lease["Owner"]);
        lease["Owner"] = "another server";
        lease["timestamp"] = DateTime.UtcNow;
        Account.Plant(id, lease.ToJsonString());
        await Waits.For(() => Here.Log, seen => seen.Any(line => line.StartsWith("Another server has taken over a lease", StringComparison.Ordinal)));
        await Write(There, Ada, 2);
        await follower.Hears(Ada, 2);
    }

    [Fact]
    public async Task After_the_account_was_away_what_was_written_is_told()
    {
        await Write(There, Ada, 1);
        await using var follower = new BoardFollower(Here.Feed);
        await follower.Hears(Ada, 1);
        Account.IsAvailable = false;
        await Waits.For(() => Here.Log, seen => seen.Any(line => line.Contains("could not be read (no answer)", StringComparison.Ordinal)));
        Account.IsAvailable = true;
        await Write(There, Ada, 2);
        await follower.Hears(Ada, 2);
    }

    [Fact]
    public async Task A_feed_that_fails_now_and_then_loses_nothing()
    {
        await Write(There, Ada, 1);
        await using var follower = new BoardFollower(Here.Feed);
        await follower.Hears(Ada, 1);
        for (var number = 2; number <= 3; number++)
        {
            Account.ScriptReads(CosmosFault.Unavailable, CosmosFault.Throttled, CosmosFault.TimedOut, CosmosFault.UnavailableAfter, CosmosFault.DroppedAfter);
            await Write(Here, Ada, number);
            await follower.Hears(Ada, number);
        }
    }

    [Fact]
    public async Task Who_begins_while_the_account_is_away_follows_once_it_is_back()
    {
        await Write(There, Ada, 1);
        Account.IsAvailable = false;
        await using var follower = new BoardFollower(Here.Feed);
        await Waits.For(() => Here.Log, seen => seen.Any(line => line.Contains("cannot be followed yet (no answer)", StringComparison.Ordinal)));
        Assert.Empty(follower.Told);
        Account.IsAvailable = true;
        await follower.Hears(Ada, 1);
    }

    [Fact]
    public async Task Who_cancels_while_the_account_is_away_hears_that_it_was_cancelled_within_the_patience_of_the_store()
    {
        await using var impatient = await CosmosServer.Open(Account, patience: 1);
        await Write(There, Ada, 1);
        await using var running = new BoardFollower(impatient.Feed);
        await running.Hears(Ada, 1);
        Account.IsAvailable = false;
        await using var starting = new BoardFollower(impatient.Feed);
        await Task.WhenAll(running.Stop(), starting.Stop()).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Account.IsAvailable = true;
    }

    /// <summary>Not only when the store is away: nothing counts as told that was not dealt with.</summary>
    [Fact]
    public async Task What_broke_whoever_was_told_is_told_again_and_the_log_says_so_without_its_words()
    {
        await Write(There, Ada, 1);
        var times = 0;
        await using var follower = new BoardFollower(Here.Feed, (_, _) =>
            Interlocked.Increment(ref times) > 1 ? Task.CompletedTask : throw new InvalidOperationException("Sky's secret"));
        await follower.Hears(Ada, 1);
        Assert.Equal("What is done with changed boards broke (InvalidOperationException); they are told again. ", Assert.Single(Here.Log));
    }

    [Fact]
    public async Task What_the_store_failed_at_is_in_the_log_and_names_no_board()
    {
        await Write(There, Ada, 1);
        var times = 0;
        await using var follower = new BoardFollower(Here.Feed, (_, _) =>
            Interlocked.Increment(ref times) > 1 ? Task.CompletedTask : throw new StoreUnavailableException("away"));
        await follower.Hears(Ada, 1);
        Assert.Equal("The store did not answer when changed boards were told; they are told again. ", Assert.Single(Here.Log));
    }

    /// <summary>The one lease that there is, as it stands.</summary>
    private (string Id, JsonNode Document) Lease()
    {
        var id = Account.Asked.Last(asked => asked.StartsWith("replace listing", StringComparison.Ordinal))["replace ".Length..];
        return (id, JsonNode.Parse(Account.Document(id, id)!.Value.GetRawText())!);
    }

    private static async Task<Commit> Write(CosmosServer server, string board, int number)
    {
        var commit = SampleLog.Of(board, number)[^1];
        Assert.True(await server.Boards.TryAppend(commit, Cancel));
        return commit;
    }
}

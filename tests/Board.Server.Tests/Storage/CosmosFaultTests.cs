using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What Cosmos DB and the network do to a write and to a read, and what the store makes of it.</summary>
public sealed class CosmosFaultTests : TwoCosmosServers
{
    private static readonly string Board = SampleLog.Id(1000);

    private static Commit First => SampleLog.After(Board, null);

    public static TheoryData<string, CosmosFault> AnswersLost => new()
    {
        { "dropped", CosmosFault.DroppedAfter },
        { "503", CosmosFault.UnavailableAfter },
        { "408", CosmosFault.TimedOutAfter },
    };

    [Theory, MemberData(nameof(AnswersLost))]
    public async Task O2_a_write_whose_answer_was_lost_is_settled_by_reading_and_never_doubled(string how, CosmosFault fault)
    {
        Account.Script(fault);
        Assert.True(await Here.Boards.TryAppend(First, Cancel), how);
        Assert.Equal(["create commit-1", "read commit-1"], Account.Asked);
        Assert.Single(await There.Boards.ReadCommits(Board, 0, Cancel));
    }

    [Fact]
    public async Task O2_a_write_whose_answer_comes_later_than_anybody_waits_is_settled_by_reading()
    {
        await using var impatient = await CosmosServer.Open(Account, patience: 3);
        Account.Script(CosmosFault.Slow(TimeSpan.FromMinutes(1)));
        Assert.True(await impatient.Boards.TryAppend(First, Cancel));
        Assert.Equal(["create commit-1", "read commit-1"], Account.Asked);
        Assert.Single(await There.Boards.ReadCommits(Board, 0, Cancel));
    }

    public static TheoryData<string, CosmosFault> NeverArrived => new()
    {
        { "dropped", CosmosFault.DroppedBefore },
        { "503", CosmosFault.Unavailable },
        { "408", CosmosFault.TimedOut },
    };

    [Theory, MemberData(nameof(NeverArrived))]
    public async Task O2_a_write_that_never_arrived_is_not_acknowledged_and_not_written_again(string how, CosmosFault fault)
    {
        Account.Script(fault);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Here.Boards.TryAppend(First, Cancel));
        Assert.Single(Account.Asked, asked => asked == "create commit-1");
        Assert.Empty(await There.Boards.ReadCommits(Board, 0, Cancel));
        Assert.True(await Here.Boards.TryAppend(First, Cancel), how);
    }

    [Theory, MemberData(nameof(NeverArrived))]
    public async Task O1_a_lost_write_and_then_somebody_elses_commit_under_its_number_is_no_acknowledgement(string how, CosmosFault fault)
    {
        var theirs = SampleLog.After(Board, null, "Somebody else's.");
        Account.Script(fault with { Meanwhile = () => Append(There, theirs) });
        Assert.False(await Here.Boards.TryAppend(First, Cancel), how);
        Assert.Equal(CommitHash.Of(theirs), CommitHash.Of(Assert.Single(await Here.Boards.ReadCommits(Board, 0, Cancel))));
    }

    /// <summary>
    /// The SDK may send a write once more to another region when its first answer was lost; here an answer that asks it to
    /// come again stands for that. The number is then taken by ourselves.
    /// </summary>
    [Fact]
    public async Task O2_a_write_that_the_sdk_sent_twice_is_ours_and_there_once()
    {
        Account.Script(CosmosFault.Throttled with { TookEffect = true });
        Assert.True(await Here.Boards.TryAppend(First, Cancel));
        Assert.Equal(["create commit-1", "create commit-1", "read commit-1"], Account.Asked);
        Assert.Single(await There.Boards.ReadCommits(Board, 0, Cancel));
    }

    [Fact]
    public async Task O1_the_same_commit_written_by_another_server_is_not_ours()
    {
        Account.Script(CosmosFault.DroppedBefore with { Meanwhile = () => Append(There, First) });
        Assert.False(await Here.Boards.TryAppend(First, Cancel));
    }

    [Fact]
    public async Task O2_while_an_unknown_outcome_cannot_be_read_nothing_is_acknowledged()
    {
        Account.Script(CosmosFault.DroppedAfter with { Meanwhile = Leave });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Here.Boards.TryAppend(First, Cancel));

        Account.IsAvailable = true;
        Assert.Equal(CommitHash.Of(First), CommitHash.Of(Assert.Single(await Here.Boards.ReadCommits(Board, 0, Cancel))));
        Assert.False(await Here.Boards.TryAppend(First, Cancel));

        Task Leave()
        {
            Account.IsAvailable = false;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task B4_a_throttled_write_is_sent_again_by_the_sdk_and_by_nobody_else()
    {
        Account.Script(CosmosFault.Throttled, CosmosFault.Throttled);
        Assert.True(await Here.Boards.TryAppend(First, Cancel));
        Assert.Equal(["create commit-1", "create commit-1", "create commit-1"], Account.Asked);

        // The SDK's nine tries and the first one.
        Account.Script([.. Enumerable.Repeat(CosmosFault.Throttled, 10)]);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Here.Boards.TryAppend(SampleLog.After(Board, First), Cancel));
        Assert.Equal(10, Account.Asked.Count(asked => asked == "create commit-2"));
        Assert.Single(await Here.Boards.ReadCommits(Board, 0, Cancel));
    }

    /// <summary>Dropped connections by the SDK, the others by the store.</summary>
    [Fact]
    public async Task B4_a_read_is_tried_again()
    {
        Assert.True(await Here.Boards.TryAppend(First, Cancel));
        Account.ScriptReads(CosmosFault.Unavailable, CosmosFault.DroppedBefore, CosmosFault.TimedOut);
        Assert.Single(await Here.Boards.ReadCommits(Board, 0, Cancel));
        Assert.Equal(4, Account.Asked.Count(asked => asked == "query"));
    }

    [Fact]
    public async Task B4_while_the_account_is_away_everything_says_so_and_nothing_is_lost()
    {
        var log = SampleLog.Of(Board, 2);
        Assert.True(await Here.Boards.TryAppend(log[0], Cancel));
        var snapshot = Ledger.Empty(Board).Replay(log[0], CommitHash.Of(log[0])).ToSnapshot();

        Account.IsAvailable = false;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Here.Boards.TryAppend(log[1], Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Here.Boards.ReadCommits(Board, 0, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Here.Boards.ReadSnapshot(Board, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Here.Boards.WriteSnapshot(snapshot, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Here.Boards.ReadChanged(null, 10, Cancel));

        Account.IsAvailable = true;
        Assert.True(await Here.Boards.TryAppend(log[1], Cancel));
        Assert.Equal(2, (await Here.Boards.ReadCommits(Board, 0, Cancel)).Count);
    }

    [Fact]
    public async Task B4_a_partition_that_is_away_holds_up_no_other_board()
    {
        Account.Away(Board);
        var away = Here.Boards.TryAppend(First, Cancel);
        Assert.True(await Here.Boards.TryAppend(SampleLog.After(SampleLog.Id(1), null), Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => away);

        Account.Away(Board, away: false);
        Assert.True(await Here.Boards.TryAppend(First, Cancel));
    }

    [Fact]
    public async Task O1_a_commit_that_a_lagging_replica_does_not_show_yet_is_looked_for_again()
    {
        var log = SampleLog.Of(Board, 2);
        await Append(Here, log[0]);
        Account.ScriptReads(CosmosFault.NotThere, CosmosFault.NotThere);
        await Append(There, log[1]);
        Assert.Equal(["create commit-1", "read commit-1", "read commit-1", "read commit-1", "create commit-2"], Account.Asked);
    }

    private static async Task Append(CosmosServer server, Commit commit) => Assert.True(await server.Boards.TryAppend(commit, Cancel));
}

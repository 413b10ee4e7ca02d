using System.Collections.Concurrent;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What every home of <see cref="IBoardFeed"/> promises. A change may be told more than once, so nothing here counts.</summary>
public abstract class BoardFeedContract(AdmissionHome home) : AdmissionContract(home)
{
    private static readonly string Ada = SampleLog.Id(1001);
    private static readonly string Ben = SampleLog.Id(1002);
    private static readonly string Cem = SampleLog.Id(1003);

    [Fact]
    public async Task A_board_that_was_there_before_anybody_followed_is_told()
    {
        await Write(Ada, 0, 3);
        await using var follower = new BoardFollower(Here.Feed);
        await follower.Hears(Ada, 3);
    }

    [Fact]
    public async Task A_board_that_changes_later_is_told_with_its_latest_number_whichever_server_wrote()
    {
        await Write(Ada, 0, 1);
        await using var follower = new BoardFollower(Here.Feed);
        await follower.Hears(Ada, 1);
        await Write(Ada, 1, 3);
        await follower.Hears(Ada, 4);
        await Write(Ben, 0, 2, There);
        await follower.Hears(Ben, 2);
        Assert.DoesNotContain(follower.Told.SelectMany(told => told), told => (told.Board == Ada && told.Number > 4) || (told.Board == Ben && told.Number > 2));
    }

    [Fact]
    public async Task Of_many_boards_each_is_told_and_once_in_a_telling()
    {
        var boards = Enumerable.Range(2000, 40).Select(i => SampleLog.Id(i)).ToList();
        await using var follower = new BoardFollower(Here.Feed);
        await Task.WhenAll(boards.Select(board => Write(board, 0, 5)));
        foreach (var board in boards) await follower.Hears(board, 5);
        Assert.All(follower.Told, told => Assert.NotEmpty(told));
        Assert.All(follower.Told, told => Assert.Distinct(told.Select(board => board.Board)));
    }

    [Fact]
    public async Task What_could_not_be_kept_since_the_store_was_away_is_told_again()
    {
        await Write(Ada, 0, 2);
        var failed = new ConcurrentQueue<ChangedBoard>();
        await using var follower = new BoardFollower(Here.Feed, (boards, _) =>
        {
            if (failed.Count >= 2) return Task.CompletedTask;
            failed.Enqueue(Assert.Single(boards));
            throw new StoreUnavailableException("It is away.");
        });
        await follower.Hears(Ada, 2);
        Assert.Equal([new(Ada, 2), new(Ada, 2)], failed);

        await Write(Ben, 0, 1);
        await follower.Hears(Ben, 1);
    }

    [Fact]
    public async Task Whoever_follows_again_misses_nothing_that_was_written_meanwhile()
    {
        await Write(Ada, 0, 1);
        await Write(Ben, 0, 1);
        await using (var first = new BoardFollower(Here.Feed))
        {
            await first.Hears(Ben, 1);
            await first.Stop();
            await Write(Ada, 1, 1);
            await Write(Cem, 0, 1);
            Assert.False(first.HasHeard(Cem, 1));
        }

        await using (var second = new BoardFollower(Here.Feed))
        {
            await second.Hears(Ada, 2);
            await second.Hears(Cem, 1);
        }

        await Write(Ben, 1, 1);
        await Restart();
        await using var third = new BoardFollower(Here.Feed);
        await third.Hears(Ben, 2);
    }

    [Fact]
    public async Task What_was_being_told_when_following_ended_is_told_again()
    {
        await Write(Ada, 0, 1);
        var telling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (var first = new BoardFollower(Here.Feed, async (_, cancel) =>
        {
            telling.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }))
        {
            await telling.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
            await first.Stop();
            Assert.Empty(first.Told);
        }

        await using var second = new BoardFollower(There.Feed);
        await second.Hears(Ada, 1);
    }

    [Fact]
    public async Task Two_servers_that_follow_at_once_hear_of_everything_between_them()
    {
        await Write(Ada, 0, 1);
        await using var here = new BoardFollower(Here.Feed);
        await here.Hears(Ada, 1);
        await using var there = new BoardFollower(There.Feed);
        for (var number = 1; number <= 10; number++)
        {
            await Write(Ada, number, 1);
            await Write(Ben, number - 1, 1, There);
            var last = number;
            await Waits.Until(() => Either(Ada, last + 1) && Either(Ben, last));
        }

        bool Either(string board, long number) => here.HasHeard(board, number) || there.HasHeard(board, number);
    }

    [Fact]
    public async Task Who_cancels_before_it_begins_hears_that_it_was_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Here.Feed.Follow((_, _) => Task.CompletedTask, cancelled.Token));
    }

    /// <summary>Writes so many commits of a board after the first <paramref name="after"/>.</summary>
    private async Task Write(string board, int after, int count, AdmissionStores? server = null)
    {
        foreach (var commit in SampleLog.Of(board, after + count).Skip(after)) Assert.True(await (server ?? Here).Boards.TryAppend(commit, Cancel));
    }
}

using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Log;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>How a whole log is read, in one answer and in pages.</summary>
public sealed class BoardStoreReadingTests
{
    private const int Page = BoardStoreReading.MostAtATime;

    private static readonly string Board = SampleLog.Id(7);

    private readonly MemoryBoardStore _kept = new();
    private readonly WatchedBoardStore _store;

    public BoardStoreReadingTests() => _store = new(_kept);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Page - 1)]
    [InlineData(Page)]
    [InlineData(Page + 1)]
    [InlineData(2 * Page)]
    [InlineData(2 * Page + 1)]
    public async Task A_stream_gives_every_commit_once_and_in_order(int count)
    {
        var log = await Written(count);
        for (var after = 0; after <= count; after += Math.Max(1, count / 3))
            Assert.Equal(log.Skip(after).Select(CommitHash.Of), (await _store.StreamCommits(Board, after, Cancel).ToListAsync(Cancel)).Select(CommitHash.Of));
        Assert.All(_store.Reads, read => Assert.Equal(Page, read.Most));
    }

    [Fact]
    public async Task A_stream_asks_for_a_page_when_the_one_before_has_been_taken()
    {
        await Written(2 * Page + 1);
        var taken = 0;
        await foreach (var commit in _store.StreamCommits(Board, 0, Cancel))
        {
            Assert.Equal(++taken, commit.Number);
            Assert.Equal((taken + Page - 1) / Page, _store.Reads.Count);
        }

        Assert.Equal([(0, Page), (Page, Page), (2 * Page, Page)], _store.Reads);
    }

    [Fact]
    public async Task Whoever_stops_in_the_middle_asks_for_no_more()
    {
        await Written(2 * Page);
        await foreach (var commit in _store.StreamCommits(Board, 0, Cancel))
        {
            if (commit.Number == Page) break;
        }

        Assert.Single(_store.Reads);
    }

    [Fact]
    public async Task A_stream_can_be_cancelled_between_pages()
    {
        await Written(2 * Page);
        using var cancelled = new CancellationTokenSource();
        var taken = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var commit in _store.StreamCommits(Board, 0, Cancel).WithCancellation(cancelled.Token))
            {
                if (++taken == Page) await cancelled.CancelAsync();
            }
        });
        Assert.Equal(Page, taken);
    }

    [Fact]
    public async Task Everything_at_once_is_one_question()
    {
        var log = await Written(2 * Page + 1);
        Assert.Equal(log.Skip(1).Select(CommitHash.Of), (await _store.ReadCommits(Board, 1, Cancel)).Select(CommitHash.Of));
        Assert.Equal([(1, int.MaxValue)], _store.Reads);
    }

    private async Task<IReadOnlyList<Commit>> Written(int count)
    {
        var log = SampleLog.Of(Board, count);
        foreach (var commit in log) Assert.True(await _kept.TryAppend(commit, Cancel));
        return log;
    }
}

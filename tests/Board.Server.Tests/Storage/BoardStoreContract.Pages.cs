using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>A log that is read some commits at a time.</summary>
public abstract partial class BoardStoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(int.MaxValue)]
    public async Task O1_pages_of_a_log_neither_leave_out_nor_repeat_a_commit(int most)
    {
        var log = await Written(Board, 12);
        await Written(SampleLog.Id(1001), 3);
        var pages = new List<IReadOnlyList<Commit>>();
        do pages.Add(await Store.ReadCommits(Board, pages.Sum(p => p.Count), most, Cancel));
        while (pages[^1].Count > 0);

        Assert.Equal(Hashes(log), Hashes(pages.SelectMany(p => p)));
        // Only the log's end makes a page shorter, so a reader may take a short page for it.
        Assert.Equal(log.Chunk(most).Select(c => c.Length), pages[..^1].Select(p => p.Count));
    }

    [Fact]
    public async Task O1_nothing_comes_after_the_end_until_it_is_written()
    {
        var log = await Written(Board, 4);
        Assert.Empty(await Store.ReadCommits(Board, 4, 2, Cancel));
        Assert.Empty(await Store.ReadCommits(Board, 400, 2, Cancel));
        Assert.Empty(await Store.ReadCommits(SampleLog.Id(1001), 0, 2, Cancel));

        var next = SampleLog.After(Board, log[^1]);
        Assert.True(await Store.TryAppend(next, Cancel));
        Assert.Equal(Hashes([next]), Hashes(await Store.ReadCommits(Board, 4, 2, Cancel)));
    }

    /// <summary>A server that has read a part of a log knows no end of it that is none.</summary>
    [Fact]
    public async Task O1_who_has_read_one_page_appends_where_the_log_ends()
    {
        var log = await Written(Board, 6);
        Store = await OpenAnother();
        Assert.Equal(Hashes(log.Take(2)), Hashes(await Store.ReadCommits(Board, 0, 2, Cancel)));
        Assert.False(await Store.TryAppend(SampleLog.After(Board, log[1], "Somebody else's."), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TryAppend(SampleLog.Of(Board, 8)[^1], Cancel));
        Assert.True(await Store.TryAppend(SampleLog.After(Board, log[^1]), Cancel));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public async Task A_page_of_no_commits_is_refused(int most)
    {
        await Written(Board, 2);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.ReadCommits(Board, 0, most, Cancel));
    }

    [Fact]
    public async Task O1_a_log_is_streamed_from_any_place_on()
    {
        var log = await Written(Board, BoardStoreReading.MostAtATime + 5);
        Assert.Equal(Hashes(log), Hashes(await Store.StreamCommits(Board, 0, Cancel).ToListAsync(Cancel)));
        Assert.Equal(Hashes(log.Skip(3)), Hashes(await Store.StreamCommits(Board, 3, Cancel).ToListAsync(Cancel)));
        Assert.Empty(await Store.StreamCommits(Board, log.Count, Cancel).ToListAsync(Cancel));
    }
}

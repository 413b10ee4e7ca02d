using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>
/// What every home of boards promises: this part is the log. A home derives from this class and brings itself.
/// </summary>
public abstract partial class BoardStoreContract : IAsyncLifetime
{
    protected static readonly string Board = SampleLog.Id(1000);

    protected IBoardStore Store { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One more server on the same data.</summary>
    protected abstract ValueTask<IBoardStore> OpenAnother();

    /// <summary>All servers stop.</summary>
    protected abstract ValueTask StopAll();

    /// <summary>Everything that the home has is deleted.</summary>
    protected abstract void Delete();

    public async ValueTask InitializeAsync() => Store = await OpenAnother();

    public async ValueTask DisposeAsync()
    {
        await StopAll();
        Delete();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task O1_commits_are_read_in_order_and_from_any_place_on()
    {
        var log = await Written(Board, 12);
        Assert.Equal(Hashes(log), Hashes(await Store.ReadCommits(Board, 0, Cancel)));
        Assert.Equal(Hashes(log.Skip(7)), Hashes(await Store.ReadCommits(Board, 7, Cancel)));
        Assert.Empty(await Store.ReadCommits(Board, 12, Cancel));
        Assert.Empty(await Store.ReadCommits(Board, 100, Cancel));
        Assert.Empty(await Store.ReadCommits(SampleLog.Id(1001), 0, Cancel));
    }

    [Fact]
    public async Task O1_a_number_is_given_once_and_the_first_one_keeps_it()
    {
        var first = SampleLog.After(Board, null);
        Assert.True(await Store.TryAppend(first, Cancel));
        Assert.False(await Store.TryAppend(SampleLog.After(Board, null, "Somebody else's."), Cancel));
        Assert.False(await Store.TryAppend(first, Cancel));
        Assert.Equal(Hashes([first]), Hashes(await Store.ReadCommits(Board, 0, Cancel)));
    }

    [Fact]
    public async Task O1_of_many_at_once_on_two_servers_exactly_one_is_first()
    {
        var servers = new[] { Store, await OpenAnother() };
        Commit? last = null;
        for (var round = 0; round < 10; round++)
        {
            var rivals = Enumerable.Range(0, 8).Select(i => SampleLog.After(Board, last, $"Rival {i}.")).ToList();
            var outcomes = await Task.WhenAll(rivals.Select((rival, i) => Task.Run(() => servers[i % 2].TryAppend(rival, Cancel))));
            last = rivals[Assert.Single(Enumerable.Range(0, rivals.Count), i => outcomes[i])];
            Assert.Equal(Hashes([last]), Hashes(await Store.ReadCommits(Board, round, Cancel)));
        }

        Assert.Equal(ChainVerdict.Whole, Chain.Verify(await Store.ReadCommits(Board, 0, Cancel), CommitHash.Of(last!)));
    }

    [Fact]
    public async Task O1_a_gap_is_refused_and_changes_nothing()
    {
        var log = SampleLog.Of(Board, 4);
        Assert.True(await Store.TryAppend(log[0], Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TryAppend(log[2], Cancel));
        Assert.Single(await Store.ReadCommits(Board, 0, Cancel));
        Assert.True(await Store.TryAppend(log[1], Cancel));
        Assert.True(await Store.TryAppend(log[2], Cancel));
    }

    [Fact]
    public async Task O1_appends_that_do_not_wait_for_one_another_keep_their_order()
    {
        var log = SampleLog.Of(Board, 50);
        var outcomes = await Task.WhenAll(log.Select(commit => Store.TryAppend(commit, Cancel)));
        Assert.DoesNotContain(false, outcomes);
        Assert.Equal(Hashes(log), Hashes(await Store.ReadCommits(Board, 0, Cancel)));
    }

    [Fact]
    public async Task O2_what_was_answered_is_there_after_a_restart()
    {
        var log = await Written(Board, 20);
        await StopAll();
        Store = await OpenAnother();
        Assert.Equal(Hashes(log), Hashes(await Store.ReadCommits(Board, 0, Cancel)));
        Assert.False(await Store.TryAppend(log[^1], Cancel));
        Assert.True(await Store.TryAppend(SampleLog.After(Board, log[^1]), Cancel));
    }

    [Fact]
    public async Task O2_what_was_answered_is_there_for_every_server()
    {
        var other = await OpenAnother();
        Commit? last = null;
        for (var i = 0; i < 20; i++)
        {
            var (here, there) = i % 2 == 0 ? (Store, other) : (other, Store);
            last = SampleLog.After(Board, last);
            Assert.True(await here.TryAppend(last, Cancel));
            Assert.Equal(Hashes([last]), Hashes(await there.ReadCommits(Board, i, Cancel)));
        }
    }

    /// <summary>The changes, the refusals and the batch numbers of one commit are one write: what comes back is all of it.</summary>
    [Fact]
    public Task I3_O5_a_commit_comes_back_to_the_letter() =>
        CsCheck.Check.SampleAsync(LogGens.Log, async log =>
        {
            foreach (var commit in log) Assert.True(await Store.TryAppend(commit, Cancel));
            var back = await Store.ReadCommits(log[0].Board, 0, Cancel);
            Assert.Equal(Hashes(log), Hashes(back));
            Assert.Equal(ChainVerdict.Whole, Chain.Verify(back, CommitHash.Of(log[^1])));
        }, iter: 30, threads: 1);

    [Fact]
    public async Task Cancelling_before_the_writing_begins_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var commit = SampleLog.After(Board, null);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.TryAppend(commit, cancelled.Token));
        Assert.Empty(await Store.ReadCommits(Board, 0, Cancel));
        Assert.True(await Store.TryAppend(commit, Cancel));
    }

    /// <summary>Cancelled callers among others: each one that was told so wrote nothing, every other one got its answer.</summary>
    [Fact]
    public async Task Cancelling_one_caller_leaves_no_outcome_open_and_touches_nobody_else()
    {
        using var cancelled = new CancellationTokenSource();
        var impatient = Enumerable.Range(0, 20).Select(i => Store.TryAppend(SampleLog.After(SampleLog.Id(i), null), cancelled.Token)).ToList();
        var patient = Enumerable.Range(20, 20).Select(i => Store.TryAppend(SampleLog.After(SampleLog.Id(i), null), Cancel)).ToList();
        await cancelled.CancelAsync();

        Assert.All(await Task.WhenAll(patient), Assert.True);
        for (var i = 0; i < 20; i++)
        {
            await Task.WhenAny(impatient[i]);
            var there = await Store.ReadCommits(SampleLog.Id(i), 0, Cancel);
            Assert.Equal(impatient[i].IsCanceled ? 0 : 1, there.Count);
        }
    }

    /// <summary>A log of so many commits, written one after the other.</summary>
    protected async Task<IReadOnlyList<Commit>> Written(string board, int count)
    {
        var log = SampleLog.Of(board, count);
        foreach (var commit in log) Assert.True(await Store.TryAppend(commit, Cancel));
        return log;
    }

    /// <summary>Commits hold arrays, so they are compared by their hashes.</summary>
    protected static List<string> Hashes(IEnumerable<Commit> commits) => [.. commits.Select(CommitHash.Of)];
}

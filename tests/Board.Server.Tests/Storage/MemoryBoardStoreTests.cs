using MappingBoard.Server.Ports;
using MappingBoard.TestSupport.Log;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What the double adds to the contract: faults and their order are the test's.</summary>
public sealed class MemoryBoardStoreTests
{
    private static readonly string Board = SampleLog.Id(7);

    private readonly MemoryBoardStore _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void By_default_everything_ends_inside_the_call()
    {
        Assert.True(Append(1).IsCompletedSuccessfully);
        Assert.True(_store.ReadCommits(Board, 0, Cancel).IsCompletedSuccessfully);
        Assert.Empty(_store.Pending);
    }

    [Fact]
    public async Task A_scripted_fault_is_before_the_write_or_after_it()
    {
        _store.Script(StoreFault.Before, StoreFault.After, StoreFault.None);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Append(1));
        Assert.Empty(_store.Log(Board));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Append(1));
        Assert.Single(_store.Log(Board));
        Assert.False(await Append(1));
        Assert.True(await Append(2));
    }

    [Fact]
    public async Task While_it_is_unavailable_nothing_reaches_it()
    {
        _store.IsAvailable = false;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Append(1));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.ReadCommits(Board, 0, Cancel));
        _store.IsAvailable = true;
        Assert.True(await Append(1));
    }

    [Fact]
    public async Task What_is_pending_ends_when_it_is_released_in_any_order()
    {
        _store.AutoRelease = false;
        var (one, rival, read) = (Append(1), Append(1), _store.ReadCommits(Board, 0, Cancel));
        Assert.Equal([StoreOperation.Append, StoreOperation.Append, StoreOperation.ReadCommits], _store.Pending.Select(p => p.Kind));
        Assert.Equal(2, _store.PendingWrites.Count);
        Assert.Empty(_store.Log(Board));

        _store.Release(_store.PendingWrites[1]);
        Assert.True(rival.IsCompleted && await rival);
        Assert.False(one.IsCompleted || read.IsCompleted);
        _store.ReleaseAll();
        Assert.False(await one);
        Assert.Single(await read);
    }

    [Fact]
    public async Task A_pending_write_can_fail_before_or_after_it_took_effect()
    {
        _store.AutoRelease = false;
        var before = Append(1);
        _store.Release(_store.PendingWrites[0], StoreFault.Before);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => before);
        Assert.Empty(_store.Log(Board));
        var after = Append(1);
        _store.Release(_store.PendingWrites[0], StoreFault.After);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => after);
        Assert.Single(_store.Log(Board));
    }

    [Fact]
    public async Task A_pending_write_can_be_taken_back()
    {
        _store.AutoRelease = false;
        using var impatient = new CancellationTokenSource();
        var write = _store.TryAppend(SampleLog.After(Board, null), impatient.Token);
        var pending = _store.PendingWrites[0];
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Throws<InvalidOperationException>(() => _store.Release(pending));
        Assert.Empty(_store.Log(Board));
    }

    [Fact]
    public void What_a_caller_does_next_runs_inside_the_release()
    {
        _store.AutoRelease = false;
        var went = Chain();
        Assert.Single(_store.Pending);
        _store.ReleaseAll();
        Assert.True(went.IsCompletedSuccessfully);
        Assert.Equal(3, _store.Log(Board).Count);

        async Task Chain()
        {
            foreach (var commit in SampleLog.Of(Board, 3)) Assert.True(await _store.TryAppend(commit, Cancel).ConfigureAwait(false));
        }
    }

    [Fact]
    public void A_crash_answers_nobody_and_loses_nothing_that_took_effect()
    {
        Assert.True(Append(1).IsCompletedSuccessfully);
        _store.AutoRelease = false;
        var (lucky, lost) = (Append(2), _store.TryAppend(SampleLog.After(SampleLog.Id(8), null), Cancel));
        _store.Crash(write => write.Board == Board);
        Assert.False(lucky.IsCompleted || lost.IsCompleted);
        Assert.Empty(_store.Pending);
        Assert.Equal(2, _store.Log(Board).Count);
        Assert.Empty(_store.Log(SampleLog.Id(8)));
    }

    private Task<bool> Append(int number) => _store.TryAppend(SampleLog.Of(Board, number)[^1], Cancel);
}

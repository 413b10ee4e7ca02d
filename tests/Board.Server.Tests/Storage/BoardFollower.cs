using System.Collections.Concurrent;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Transports;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Somebody who follows a feed until they stop, and remembers what they were told.</summary>
internal sealed class BoardFollower : IAsyncDisposable
{
    private readonly ConcurrentQueue<IReadOnlyList<ChangedBoard>> _told = [];
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task _following;

    /// <param name="feed">What to follow.</param>
    /// <param name="first">What happens with a telling before it is remembered: one at which it throws is not.</param>
    public BoardFollower(IBoardFeed feed, Func<IReadOnlyList<ChangedBoard>, CancellationToken, Task>? first = null) =>
        _following = feed.Follow(
            async (boards, cancel) =>
            {
                if (first is not null) await first(boards, cancel);
                _told.Enqueue(boards);
            },
            _stop.Token);

    /// <summary>Every telling, in order.</summary>
    public IReadOnlyList<IReadOnlyList<ChangedBoard>> Told => [.. _told];

    public bool HasHeard(string board, long number) => _told.Any(boards => boards.Any(b => b.Board == board && b.Number >= number));

    /// <summary>Waits until the follower was told of a board with a number, or a higher one.</summary>
    public Task Hears(string board, long number) => Waits.Until(async () =>
    {
        if (_following.IsCompleted) await _following;
        return HasHeard(board, number);
    });

    /// <summary>Stops, and waits until nothing more is told.</summary>
    public async Task Stop()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _following);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
    }
}

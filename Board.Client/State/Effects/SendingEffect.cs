using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Effects;

/// <summary>
/// Sends what waits as soon as nothing is in flight (I2), and what is unanswered once more after each welcome (I1).
/// </summary>
internal sealed class SendingEffect : IEffect, IDisposable
{
    /// <summary>After this long without an answer the page no longer says that it is saving.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromSeconds(5);

    private readonly IState<BoardState> _state;
    private readonly IBoardConnection _connection;
    private readonly ITimer _overdue;
    private readonly ITimer _again;
    private IDispatcher? _dispatcher;

    /// <summary>The last batch that was sent on this connection.</summary>
    private long _sent;

    public SendingEffect(IState<BoardState> state, IBoardConnection connection, TimeProvider time)
    {
        _state = state;
        _connection = connection;
        _overdue = time.CreateTimer(_ => _dispatcher?.Dispatch(new BatchOverdue(Volatile.Read(ref _sent))), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _again = time.CreateTimer(_ => _dispatcher?.Dispatch(new SendAgain()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task Handle(object action, IDispatcher dispatcher)
    {
        _dispatcher = dispatcher;
        if (action is MessageReceived { Message: SlowDown slow })
        {
            if (slow.N == _state.Value.Replica.Unanswered?.N) _again.Change(TimeSpan.FromMilliseconds(Math.Max(slow.AfterMs, 1)), Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }

        if (action is SendAgain or MessageReceived { Message: Welcome }) Volatile.Write(ref _sent, 0);
        if (!_state.Value.HasEntered) return Task.CompletedTask;

        var replica = _state.Value.Replica;
        if (replica.Unanswered is { } batch) return batch.N == _sent ? Task.CompletedTask : Send(batch);
        if (replica.InFlight is null && !replica.Waiting.IsEmpty && action is not BatchSent) dispatcher.Dispatch(new BatchSent());
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _overdue.Dispose();
        _again.Dispose();
    }

    private Task Send(Batch batch)
    {
        Volatile.Write(ref _sent, batch.N);
        _overdue.Change(Overdue, Timeout.InfiniteTimeSpan);
        return _connection.Submit(batch).AsTask();
    }

    /// <summary>The wait that the server asked for is over.</summary>
    private sealed record SendAgain;
}

using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Effects;

/// <summary>
/// Says where this person writes (B3): at once, at most once in <see cref="Least"/> after that, and no longer than
/// <see cref="Fades"/> after they paused.
/// </summary>
internal sealed class PresenceEffect : IEffect, IDisposable
{
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Fades = TimeSpan.FromSeconds(6);

    private static readonly ShowRequest Nothing = new();

    private readonly IState<BoardState> _state;
    private readonly IBoardConnection _connection;
    private readonly TimeProvider _time;
    private readonly ITimer _due;
    private readonly ITimer _faded;
    private IDispatcher? _dispatcher;
    private ShowRequest _said = Nothing;
    private DateTimeOffset _saidAt;

    public PresenceEffect(IState<BoardState> state, IBoardConnection connection, TimeProvider time)
    {
        _state = state;
        _connection = connection;
        _time = time;
        _due = time.CreateTimer(_ => _dispatcher?.Dispatch(new Due()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _faded = time.CreateTimer(_ => _dispatcher?.Dispatch(new WritingShown(null)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task Handle(object action, IDispatcher dispatcher)
    {
        _dispatcher = dispatcher;
        switch (action)
        {
            case WritingShown writing:
                _faded.Change(writing.Where is null ? Timeout.InfiniteTimeSpan : Fades, Timeout.InfiniteTimeSpan);
                return Say();
            case MessageReceived { Message: Welcome }:
                // A new connection: nobody knows anything of this person yet.
                _said = Nothing;
                return Say();
            case Due:
                return Say();
            default:
                return Task.CompletedTask;
        }
    }

    public void Dispose()
    {
        _due.Dispose();
        _faded.Dispose();
    }

    private Task Say()
    {
        var state = _state.Value;
        var writing = state.Writing is null ? Nothing : new ShowRequest(state.Writing, state.WritingFor);
        if (writing == _said || !state.HasEntered) return Task.CompletedTask;
        var wait = _saidAt + Least - _time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            _due.Change(wait, Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }

        (_said, _saidAt) = (writing, _time.GetUtcNow());
        return _connection.Show(writing).AsTask();
    }

    private sealed record Due;
}

using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Reducers;

namespace MappingBoard.Client.State;

/// <summary>
/// Takes the actions of one page, one at a time and in order: reducers, then whoever listens to the state, then effects.
/// All of it happens on the synchronisation context of the page, where there is one, whichever thread an action comes
/// from (timers do).
/// </summary>
internal sealed partial class Store(Feature<BoardState> feature, IEnumerable<IEffect> effects, TimeProvider time, ILogger<Store> log) : IDispatcher
{
    private static readonly ReducerTable Table = BoardReducers.Table();

    private readonly IEffect[] _effects = [.. effects];
    private readonly Lock _gate = new();
    private readonly Queue<object> _actions = new();
    private readonly SynchronizationContext? _page = SynchronizationContext.Current;
    private bool _isTaking;

    public void Dispatch(object action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (_page is null || SynchronizationContext.Current == _page) DispatchHere(action);
        else _page.Send(_ => DispatchHere(action), null);
    }

    private void DispatchHere(object action)
    {
        lock (_gate)
        {
            _actions.Enqueue(action is StampedAction { At.Ticks: 0 } stamped ? stamped with { At = time.GetUtcNow() } : action);
            if (_isTaking) return;
            _isTaking = true;
        }

        try
        {
            while (TryNext(out var next)) Take(next);
        }
        catch
        {
            // What is left in the queue is taken with the next action.
            lock (_gate) _isTaking = false;
            throw;
        }
    }

    private bool TryNext(out object next)
    {
        lock (_gate) return _isTaking = _actions.TryDequeue(out next!);
    }

    private void Take(object action)
    {
        feature.Become(Table.Reduce(feature.Value, action));
        foreach (var effect in _effects) _ = Watch(effect.Handle(action, this), action.GetType().Name);
    }

    private async Task Watch(Task effect, string action)
    {
        try
        {
            await effect;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            EffectFailed(action, failure);
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "An effect of {Action} failed.")]
    private partial void EffectFailed(string action, Exception failure);
}

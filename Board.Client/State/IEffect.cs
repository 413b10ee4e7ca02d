namespace MappingBoard.Client.State;

/// <summary>What actions do outside the state: sending, timers. Called after the reducers, one action at a time. (Fluxor's word.)</summary>
public interface IEffect
{
    /// <summary>
    /// Runs without blocking up to its first wait; dispatches what comes of it. A failure of the task goes to the log.
    /// </summary>
    Task Handle(object action, IDispatcher dispatcher);
}

/// <summary>An effect of one kind of action.</summary>
public abstract class Effect<TAction> : IEffect
{
    protected abstract Task Handle(TAction action, IDispatcher dispatcher);

    Task IEffect.Handle(object action, IDispatcher dispatcher) =>
        action is TAction mine ? Handle(mine, dispatcher) : Task.CompletedTask;
}

namespace MappingBoard.Client.State;

/// <summary>Takes actions. (Fluxor's word.)</summary>
public interface IDispatcher
{
    /// <summary>
    /// Reduces the action and starts its effects. From any thread; actions are taken one at a time, in order. When it
    /// returns, the state has the action in it, unless another thread or an effect was dispatching: then it soon will.
    /// </summary>
    void Dispatch(object action);
}

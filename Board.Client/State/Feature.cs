namespace MappingBoard.Client.State;

/// <summary>Holds the state. Only the store writes it.</summary>
internal sealed class Feature<T>(T initial) : IState<T>
    where T : class
{
    private volatile T _value = initial;

    public event Action? StateChanged;

    public T Value => _value;

    /// <summary>Takes the next state; tells of it when it is another one.</summary>
    public void Become(T next)
    {
        if (ReferenceEquals(_value, next)) return;
        _value = next;
        StateChanged?.Invoke();
    }
}

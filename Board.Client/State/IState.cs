namespace MappingBoard.Client.State;

/// <summary>A state that changes as a whole: read <see cref="Value"/>, be told by <see cref="StateChanged"/>. (Fluxor's words.)</summary>
public interface IState<out T>
{
    /// <summary>The newest state; an immutable value, safe to read from any thread.</summary>
    T Value { get; }

    /// <summary>
    /// Raised after the value changed, on whatever thread the action came from: a component answers with
    /// <c>InvokeAsync(StateHasChanged)</c>.
    /// </summary>
    event Action? StateChanged;
}

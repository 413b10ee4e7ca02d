using MappingBoard.Client.State;
using Microsoft.AspNetCore.Components;

namespace MappingBoard.Client.UI;

/// <summary>A component that reads the whole state and renders whenever it changes: for the root, and for what is open only while it is used.</summary>
public abstract class BoardComponent : ComponentBase, IDisposable
{
    [Inject]
    public required IState<BoardState> State { get; set; }

    [Inject]
    public required IDispatcher Dispatcher { get; set; }

    public void Dispose()
    {
        State.StateChanged -= Changed;
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => State.StateChanged += Changed;

    protected virtual void Dispose(bool disposing)
    {
    }

    private void Changed() => InvokeAsync(StateHasChanged);
}

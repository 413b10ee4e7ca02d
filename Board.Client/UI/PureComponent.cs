using Microsoft.AspNetCore.Components;

namespace MappingBoard.Client.UI;

/// <summary>
/// A component that shows one sight and renders again only when the sight is another value, or when it says itself that
/// something of its own changed. What happens elsewhere on the board costs it nothing.
/// </summary>
/// <typeparam name="T">A record: compared by value.</typeparam>
public abstract class PureComponent<T> : ComponentBase
    where T : class
{
    private T? _shown;
    private bool _isStale;

    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public required T ViewModel { get; set; }

    protected override void OnParametersSet()
    {
        _isStale |= _shown is not null && !Equals(_shown, ViewModel);
        _shown = ViewModel;
    }

    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    /// <summary>Shows another sight without anything around it being rendered.</summary>
    public void Show(T viewModel)
    {
        if (Equals(_shown, viewModel)) return;
        _shown = ViewModel = viewModel;
        Redraw();
    }

    /// <summary>Something of the component's own changed: render.</summary>
    protected void Redraw()
    {
        _isStale = true;
        StateHasChanged();
    }
}

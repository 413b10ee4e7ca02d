using Microsoft.AspNetCore.Components;

namespace MappingBoard.Client.Components.Parts;

/// <summary>
/// A component that shows one sight and renders again only when the sight is another value, or when it says itself that
/// something of its own changed. What happens elsewhere on the board costs it nothing.
/// </summary>
/// <typeparam name="T">A record: compared by value.</typeparam>
public abstract class SightComponent<T> : ComponentBase
    where T : class
{
    private T? _shown;
    private bool _isStale;

    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public required T Sight { get; set; }

    protected override void OnParametersSet()
    {
        _isStale |= _shown is not null && !Equals(_shown, Sight);
        _shown = Sight;
    }

    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    /// <summary>Shows another sight without anything around it being rendered.</summary>
    public void Show(T sight)
    {
        if (Equals(_shown, sight)) return;
        _shown = Sight = sight;
        Redraw();
    }

    /// <summary>Something of the component's own changed: render.</summary>
    protected void Redraw()
    {
        _isStale = true;
        StateHasChanged();
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MappingBoard.Client.UI;

/// <summary>
/// Draws nothing, and says once that the browser has what it was rendered with. On a server circuit that is when the browser
/// has acknowledged that very message: what a component hears after rendering may be about a message before it.
/// </summary>
public sealed class Arrival : ComponentBase
{
    /// <summary>Called once.</summary>
    [Parameter, EditorRequired]
    public required Action Arrived { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        // Nothing to draw.
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Arrived();
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MappingBoard.Client.Components.Parts;

/// <summary>
/// A text field that belongs to the browser: it gets its first words here, and from then on only tells what is typed.
/// On a server circuit the page is a round trip behind; a field whose value were rendered again would lose the letters
/// typed meanwhile.
/// </summary>
public sealed class OwnWords : ComponentBase
{
    private string _first = "";

    /// <summary>The words to begin with. Later values are not looked at; give the component another key for that.</summary>
    [Parameter, EditorRequired]
    public required string Words { get; set; }

    /// <summary>Whether it has several lines.</summary>
    [Parameter]
    public bool Lines { get; set; }

    /// <summary>Everything that stands in the field, after each letter.</summary>
    [Parameter]
    public EventCallback<string> Typed { get; set; }

    /// <summary>Whatever else the element has.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <summary>The field, for the focus.</summary>
    public ElementReference Field { get; private set; }

    protected override void OnInitialized() => _first = Words;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, Lines ? "textarea" : "input");
        builder.AddMultipleAttributes(1, Attributes);
        builder.AddAttribute(2, "value", _first);
        builder.AddAttribute(3, "oninput", EventCallback.Factory.Create<ChangeEventArgs>(this, e => Typed.InvokeAsync(e.Value as string ?? "")));
        builder.AddElementReferenceCapture(4, field => Field = field);
        builder.CloseElement();
    }
}

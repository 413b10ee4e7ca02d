using MappingBoard.Shared.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MappingBoard.Client.UI;

/// <summary>
/// A text field that belongs to the browser: it gets its first words here, and from then on only tells what is typed.
/// On a server circuit the page is a round trip behind; a field whose value were rendered again would lose the letters
/// typed meanwhile. The browser's own bound would cut what is pasted or composed; text-fields.js holds this one's.
/// </summary>
public sealed class BrowserTextField : ComponentBase
{
    private string _first = "";

    /// <summary>The words to begin with. Later values are not looked at; give the component another key for that.</summary>
    [Parameter, EditorRequired]
    public required string Words { get; set; }

    /// <summary>The field's id.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>How much it holds, in UTF-16 units.</summary>
    [Parameter, EditorRequired]
    public required int Most { get; set; }

    /// <summary>Whether it has several lines.</summary>
    [Parameter]
    public bool Lines { get; set; }

    /// <summary>The id of what else describes it.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    /// <summary>Everything that stands in the field, clean, after each letter.</summary>
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
        builder.AddAttribute(1, "id", Id);
        builder.AddAttribute(2, "data-most", Most);
        builder.AddAttribute(3, "aria-describedby", CharactersLeft.Describes(Id, DescribedBy));
        builder.AddMultipleAttributes(4, Attributes);
        builder.AddAttribute(5, "value", _first);
        builder.AddAttribute(6, "oninput", EventCallback.Factory.Create<ChangeEventArgs>(this, e => Typed.InvokeAsync(Clean(e.Value as string ?? ""))));
        builder.AddElementReferenceCapture(7, field => Field = field);
        builder.CloseElement();
        builder.OpenComponent<CharactersLeft>(8);
        builder.AddComponentParameter(9, nameof(CharactersLeft.For), Id);
        builder.CloseComponent();
    }

    private string Clean(string words) => Lines ? CleanText.Lines(words) : CleanText.Line(words);
}

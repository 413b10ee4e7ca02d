using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using MappingBoard.Client.UI;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport;
using Xunit;

namespace MappingBoard.Client.Tests.UI;

/// <summary>Fields that people write in: nothing is cut, and what they tell is clean.</summary>
public sealed partial class TextFieldTests : BunitContext
{
    [Theory]
    [InlineData(true, "one\r\ntwo\u2028three\u0085four\vfive\fsix\rseven", "one\ntwo\nthree\nfour\nfive\nsix\nseven")]
    [InlineData(false, "one\r\ntwo\u2028three\u0085four\vfive", "one two three four five")]
    [InlineData(false, "Sky\u202E \u200BMarsh", "Sky Marsh")]
    public void A_field_tells_clean_words(bool lines, string typed, string told)
    {
        var heard = "";
        var field = Field(p => p.Add(f => f.Lines, lines).Add(f => f.Typed, words => heard = words));
        Element(field).Input(typed);
        Assert.Equal(told, heard);
        Element(field).Input("half \uD83D");
        Assert.Equal("half ", heard);
    }

    [Fact]
    public void A_field_says_how_much_it_holds_and_has_a_place_to_say_what_did_not_go_in()
    {
        var field = Field(p => p.Add(f => f.DescribedBy, "hint"));
        Assert.Equal("120", Element(field).GetAttribute("data-most"));
        Assert.Equal("hint who-room", Element(field).GetAttribute("aria-describedby"));
        var room = field.Find("#who-room");
        Assert.Equal("status", room.GetAttribute("role"));
        Assert.Empty(room.ChildNodes);
        Assert.All(new[] { "data-left", "data-long", "data-full" }, name => Assert.NotEmpty(room.GetAttribute(name)!));
    }

    /// <summary>The browser's own bound cuts what is pasted, dropped and composed without a word, and counts as it likes.</summary>
    [Fact]
    public void No_field_of_any_page_has_the_browsers_bound_and_every_text_field_of_the_map_is_one_of_ours()
    {
        var markup = new[] { "Board.Client", "Board.Server" }
            .SelectMany(project => Repository.Sources(project, ".cs", ".razor"))
            .Select(path => (Path: path, Text: File.ReadAllText(path)))
            .ToList();
        Assert.True(markup.Count > 200, "The search is blind.");
        Assert.Empty(markup.Where(f => f.Text.Contains("maxlength", StringComparison.OrdinalIgnoreCase)).Select(f => f.Path));
        Assert.Equal(
            ["LinkToPassOn.razor", "NoteEditor.razor"],
            markup.Where(f => f.Path.Contains("Board.Client", StringComparison.Ordinal) && TextField().IsMatch(f.Text)).Select(f => Path.GetFileName(f.Path)).Order(StringComparer.Ordinal));
    }

    /// <summary>A field for words: of several lines, or an input that says no type of its own.</summary>
    [GeneratedRegex("<textarea|<input(?![^>]*type=)")]
    private static partial Regex TextField();

    private IRenderedComponent<BrowserTextField> Field(Action<ComponentParameterCollectionBuilder<BrowserTextField>> more) => Render<BrowserTextField>(p =>
    {
        p.Add(f => f.Id, "who").Add(f => f.Most, Bounds.Line).Add(f => f.Words, "");
        more(p);
    });

    private static IElement Element(IRenderedComponent<BrowserTextField> field) => field.Find("#who");
}

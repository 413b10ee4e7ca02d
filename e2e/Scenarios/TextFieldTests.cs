using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>What keyboards, clipboards and fingers put into a field: whole and clean, or not at all and said.</summary>
[Collection(nameof(LaneTwo))]
public sealed class TextFieldTests(Stage stage) : MeetingTest(stage)
{
    private const string First = "Robin rang Nan on Friday.";
    private const string Bounded = "That is too long for this box, so none of it was put in.";
    private const int NoteText = 4_000;

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task R5_words_after_half_a_sign_reach_everybody_and_are_there_when_the_page_opens_anew(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, First, "Harm");

        var field = await mother.OpensAsync(First);
        await field.PressAsync("Control+End");
        await HalfASignAsync(field);
        await field.PressSequentiallyAsync(" And I was there.");
        await HalfASignAsync(field);
        await mother.ClosesTheNoteAsync();
        await mother.SeesEverythingSavedAsync();
        await chair.SeesAsync(First + " And I was there.");
        await Assertions.Expect(mother.Page.Locator("li.note .words")).ToHaveTextAsync(First + " And I was there.");

        // In a form for a new note, of which the words after it went nowhere.
        await mother.BeginsAsync(BoardSection.WorkingWell, "Nan helps");
        field = mother.Page.Locator("#words-working-well");
        await HalfASignAsync(field);
        await field.PressSequentiallyAsync(" every week");
        await HalfASignAsync(field);
        await mother.Page.ReloadAsync();
        await mother.IsOnTheMapAsync();
        await Assertions.Expect(mother.Note(First)).ToContainTextAsync("And I was there.");
        await mother.TurnsToAsync("Working well");
        await mother.ColumnOf(BoardSection.WorkingWell).Locator("button.opener").TapAsync();
        await Assertions.Expect(field).ToHaveValueAsync("Nan helps every week");
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "Add to the board" }).TapAsync();
        await chair.SeesAsync("Nan helps every week");
        AssertNoErrors();
    }

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task What_a_tab_keeps_and_nobody_can_read_stops_no_map_from_opening(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, _) = await MeetingAsync(server);
        await chair.AddsAsync(BoardSection.Worries, First, "Harm");
        await chair.SeesEverythingSavedAsync();
        var note = (await chair.Note(First).GetAttributeAsync("id"))!["note-".Length..];
        await chair.Page.EvaluateAsync(
            """
            note => {
              const start = `map:${location.pathname.split('/').at(-1)}:`;
              sessionStorage.setItem(start + 'text:' + note, '{ "words": "Kept \\ud83d words" }');
              sessionStorage.setItem(start + 'text:nothing', '{ "no": "words" }');
              sessionStorage.setItem(start + 'draft:worries', 'null');
              sessionStorage.setItem(start + 'draft:working-well', 'no JSON');
              sessionStorage.setItem(start + 'sent:nothing', '[]');
              sessionStorage.setItem(start + 'draft:\ud83d', '{ "text": "x" }');
            }
            """, note);
        await chair.Page.ReloadAsync();
        await chair.IsOnTheMapAsync();
        await chair.SeesAsync(First);
        await Assertions.Expect(chair.Page.Locator("#kept blockquote")).ToHaveTextAsync("Kept  words");
        AssertNoErrors();
    }

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task B5_what_does_not_go_in_whole_does_not_go_in_by_whatever_way_and_the_field_says_so(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);

        // In a note that is on the map.
        await mother.AddsAsync(BoardSection.Worries, First, "Harm");
        var field = await mother.OpensAsync(First);
        await HoldsNoMoreAsync(mother, field, First, NoteText);
        await field.PressSequentiallyAsync(" Yes.");
        await Assertions.Expect(RoomOf(field)).ToBeEmptyAsync();
        await mother.ClosesTheNoteAsync();
        await chair.SeesAsync(First + " Yes.");

        // In a form, and in a field of one line.
        await mother.BeginsAsync(BoardSection.WorkingWell, "Nan");
        await HoldsNoMoreAsync(mother, mother.Page.Locator("#words-working-well"), "Nan", NoteText);
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Change my name" }).First.ClickAsync();
        var name = chair.Page.GetByLabel("My name");
        await HoldsNoMoreAsync(chair, name, "Ruth Bell", 120);
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Use this name" }).ClickAsync();
        await Assertions.Expect(mother.Page.GetByText("Ruth Bell").First).ToBeAttachedAsync();
        AssertNoErrors();
    }

    [Theory]
    [InlineData(RenderMode.Server)]
    [InlineData(RenderMode.WebAssembly)]
    public async Task Whatever_begins_a_new_line_is_one_line_and_counts_once(RenderMode mode)
    {
        var server = await ServerAsync(mode);
        var (chair, link) = await MeetingAsync(server);
        var mother = await ComesAsync(server, "Jo Marsh", Screen.Phone);
        await mother.JoinsAsync(link, "Mum", chair);
        await mother.AddsAsync(BoardSection.Worries, First, "Harm");
        var field = await mother.OpensAsync(First);
        await field.SelectTextAsync();
        await field.PressAsync("Delete");
        await DropsAsync(mother, field, "one\r\ntwo\u2028three\u2029four\u0085five\vsix\fseven\reight\0.");
        const string lines = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight.";
        await Assertions.Expect(field).ToHaveValueAsync(lines);
        await mother.ClosesTheNoteAsync();
        await mother.SeesEverythingSavedAsync();
        Assert.Equal(lines, await chair.Page.Locator("li.note .words").First.EvaluateAsync<string>("words => words.textContent.trim()"));

        // As many signs as fit, each line break of two signs counted once.
        field = await mother.OpensAsync("eight.");
        await field.SelectTextAsync();
        await field.PressAsync("Delete");
        await DropsAsync(mother, field, string.Concat(Enumerable.Repeat("a\r\n", (NoteText / 2) - 1)) + "b.");
        await Assertions.Expect(RoomOf(field)).ToHaveTextAsync("Characters left: 0.");
        await mother.ClosesTheNoteAsync();
        await mother.SeesEverythingSavedAsync();
        await Assertions.Expect(mother.Page.Locator("#kept")).ToHaveCountAsync(0);
        AssertNoErrors();
    }

    private static ILocator RoomOf(ILocator field) => field.Locator("xpath=following-sibling::*[contains(@class, 'characters-left')]");

    /// <summary>As a keyboard does it that sends a sign in two halves and loses one.</summary>
    private static async Task HalfASignAsync(ILocator field) => await field.EvaluateAsync("field => { field.focus(); document.execCommand('insertText', false, '\\ud83d'); }");

    /// <summary>More than fits comes at once, is dropped, and is composed.</summary>
    private static async Task HoldsNoMoreAsync(Person person, ILocator field, string words, int most)
    {
        var line = await person.Page.Context.NewCDPSessionAsync(person.Page);
        var left = most - words.Length;
        var more = new string('x', left + 1);
        await field.PressAsync("End");
        foreach (var way in new Func<Task>[]
        {
            () => field.EvaluateAsync("(field, text) => document.execCommand('insertText', false, text)", more),
            () => DropsAsync(person, field, more),
            async () =>
            {
                await line.SendAsync("Input.imeSetComposition", new() { ["text"] = more[..^1] + "ni", ["selectionStart"] = 1, ["selectionEnd"] = 1 });
                await line.SendAsync("Input.insertText", new() { ["text"] = more });
            },
        })
        {
            await way();
            await Assertions.Expect(RoomOf(field)).ToHaveTextAsync($"{Bounded} Characters left: {left}.");
            await Assertions.Expect(field).ToHaveValueAsync(words);
            await field.PressAsync("!");
            await Assertions.Expect(field).ToHaveValueAsync(words + "!");
            await field.PressAsync("Backspace");
        }
    }

    /// <summary>Text from elsewhere is dropped onto a field, which takes it as it takes what is pasted; a clipboard would be all tests' own.</summary>
    private static async Task DropsAsync(Person person, ILocator field, string text)
    {
        await field.ScrollIntoViewIfNeededAsync();
        var line = await person.Page.Context.NewCDPSessionAsync(person.Page);
        var box = (await field.BoundingBoxAsync())!;
        var data = new { items = new[] { new { mimeType = "text/plain", data = text } }, dragOperationsMask = 1 };
        foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
            await line.SendAsync("Input.dispatchDragEvent", new() { ["type"] = type, ["x"] = box.X + (box.Width / 2), ["y"] = box.Y + (box.Height / 2), ["data"] = data });
    }
}

using MappingBoard.E2E.Browser;
using MappingBoard.E2E.Meeting;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Scenarios;

/// <summary>What somebody does in a hurry, with somebody else in the room.</summary>
[Collection(nameof(LaneTwo))]
public sealed class PanicTests(Stage stage) : MeetingTest(stage)
{
    private const string OnTop = "() => [document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('dialog')?.className, document.body.innerText.trim()].join(': ')";

    [Fact]
    public async Task A_sheet_that_arrives_late_does_not_open_above_a_page_that_is_hidden()
    {
        var (chair, _) = await MeetingAsync(await ServerAsync(RenderMode.Server));
        // Both in one moment: on a circuit the sheet comes a while after it was asked for.
        await chair.Page.EvaluateAsync("() => { document.querySelector('#lead').click(); document.querySelector('[data-hide-page]').click(); }");
        await Assertions.Expect(chair.Page.Locator("dialog.sheet")).ToHaveCountAsync(1);
        // What .NET asks of the page comes in order: when this is answered, so was the sheet.
        await chair.Page.EvaluateAsync("() => document.querySelector('.people').click()");
        await Assertions.Expect(chair.Page.Locator("dialog.sheet")).ToHaveCountAsync(2);
        await Assertions.Expect(chair.Page.Locator("dialog.sheet[open]")).ToHaveCountAsync(0);
        Assert.Equal("cover: Continue", await chair.Page.EvaluateAsync<string>(OnTop));

        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(chair.Page.Locator("dialog.sheet[open]")).ToHaveCountAsync(2);
        AssertNoErrors();
    }

    [Fact]
    public async Task Whoever_is_let_in_while_their_page_is_hidden_finds_the_map_when_they_are_back()
    {
        var (chair, link) = await MeetingAsync(await ServerAsync(RenderMode.Server));
        var mother = await ComesAsync(await ServerAsync(RenderMode.Server), "Jo Marsh", Screen.Phone);
        await mother.FillsInTheJoinPageAsync(link, "Mum");
        await mother.WaitsAsync();
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "Hide this page" }).ClickAsync();

        var told = new TaskCompletionSource();
        mother.Page.RequestFinished += async (_, request) =>
        {
            if (request.Url.Contains("/state", StringComparison.Ordinal) && await request.ResponseAsync() is { Ok: true } answer && await answer.TextAsync() != "Waiting") told.TrySetResult();
        };
        await chair.LetsInAsync("Jo Marsh");
        await told.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Equal("cover: Continue", await mother.Page.EvaluateAsync<string>(OnTop));
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await mother.IsOnTheMapAsync();
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task The_live_map_is_printed_whole_whatever_part_of_it_the_screen_shows(int width, int height)
    {
        var server = await ServerAsync(RenderMode.Server);
        var chair = await ComesAsync(server, "Ruth Bell", width < 900 ? Screen.Phone : Screen.Desk);
        await chair.OpensThePracticeBoardAsync();
        await chair.Page.SetViewportSizeAsync(width, height);
        await chair.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var column in Enum.GetValues<BoardSection>())
        {
            await Assertions.Expect(chair.ColumnOf(column).Locator("h2")).ToBeVisibleAsync();
            var notes = chair.ColumnOf(column).Locator("li.note .words");
            for (var i = 0; i < await notes.CountAsync(); i++) await Assertions.Expect(notes.Nth(i)).ToBeVisibleAsync();
        }

        await Assertions.Expect(chair.Page.Locator(".scales h2, #heading-scales").First).ToBeVisibleAsync();
        await Assertions.Expect(chair.Page.Locator(".printed")).ToContainTextAsync("It is not the record");
        await Assertions.Expect(chair.Page.Locator(".columns button:visible, .columns form:visible")).ToHaveCountAsync(0);
        var pdf = await chair.Page.PdfAsync(new() { Format = "A4" });
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 8), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("BOARD_E2E_PDF") is { } folder) await File.WriteAllBytesAsync(Path.Combine(folder, $"map-{width}.pdf"), pdf, Cancel);
    }

    /// <summary>What a key writes and where it lies are two things; which of them counts depends on the script.</summary>
    [Fact]
    public async Task The_keys_of_undo_are_found_on_every_layout()
    {
        var (chair, _) = await MeetingAsync(await ServerAsync(RenderMode.Server));
        foreach (var (key, code, shift, expected) in new (string, string, bool, string?)[]
        {
            ("z", "KeyZ", false, "Undo"), ("Z", "KeyZ", true, "Redo"), ("Z", "KeyZ", false, "Undo"), ("y", "KeyY", false, "Redo"), // British
            ("z", "KeyY", false, "Undo"), ("Z", "KeyY", true, "Redo"), ("y", "KeyZ", false, "Redo"), // German, Polish (214), Czech
            ("z", "KeyW", false, "Undo"), ("w", "KeyZ", false, null), // French
            ("z", "Slash", false, "Undo"), (";", "KeyZ", false, null), ("f", "KeyY", false, null), // Dvorak
            ("à", "KeyZ", false, null), // Bépo
            ("я", "KeyZ", false, "Undo"), ("Я", "KeyZ", true, "Redo"), ("н", "KeyY", false, "Redo"), // Russian
            ("ζ", "KeyZ", false, "Undo"), ("υ", "KeyY", false, "Redo"), // Greek
            ("ז", "KeyZ", false, "Undo"), ("ئ", "KeyZ", false, "Undo"), ("غ", "KeyY", false, "Redo"), // Hebrew, Arabic
            ("ظ", "KeyZ", false, "Undo"), ("ॆ", "KeyZ", false, "Undo"), ("ㅋ", "KeyZ", false, "Undo"), // Urdu, Hindi, Korean
            ("Process", "KeyZ", false, "Undo"), ("Dead", "KeyZ", false, "Undo"), ("Unidentified", "", false, null),
            ("Enter", "Enter", false, null), ("1", "Digit1", false, null),
        })
        {
            var found = await chair.Page.EvaluateAsync<string?>(
                "async ([key, code, shiftKey]) => (await import('/js/keys.js')).reversal({ key, code, shiftKey, ctrlKey: true })",
                new object[] { key, code, shift });
            Assert.True(expected == found, $"{key} at {code}{(shift ? " with Shift" : "")}: {found ?? "nothing"}");
        }
    }

    [Fact]
    public async Task Ctrl_Z_takes_a_note_back_on_a_Russian_keyboard_and_Ctrl_Y_puts_it_there_again()
    {
        var (chair, _) = await MeetingAsync(await ServerAsync(RenderMode.Server));
        await chair.AddsAsync(BoardSection.Worries, "He was alone.");
        await chair.SeesEverythingSavedAsync();
        await PressAsync(chair, "я", "KeyZ");
        await Assertions.Expect(chair.ColumnOf(BoardSection.Worries).Locator("li.note .words").Filter(new() { HasText = "He was alone.", Visible = true })).ToHaveCountAsync(0);
        await PressAsync(chair, "н", "KeyY");
        await chair.SeesAsync("He was alone.");
    }

    private static async Task PressAsync(Person person, string key, string code) => await person.Page.EvaluateAsync(
        "([key, code]) => { document.activeElement?.blur(); document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true })); }",
        new object[] { key, code });
}

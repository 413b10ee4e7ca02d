using System.Text.RegularExpressions;
using MappingBoard.Shared.Model;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>Writing notes, taking them off and putting them back.</summary>
public sealed partial class Person
{
    /// <summary>Adds a note to a column.</summary>
    public async Task AddsAsync(
        BoardSection part, string words, string? category = null, string? stepWho = null, string? stepBy = null, Voice? voice = null)
    {
        await BeginsAsync(part, words);
        var form = ColumnOf(part).Locator("form");
        if (category is not null) await PressesAsync(form.Locator("label.chip", new() { HasTextRegex = Exactly(category) }));
        if (stepWho is not null) await WritesAsync(form.GetByLabel("Who", new() { Exact = true }), stepWho);
        if (stepBy is not null) await form.GetByLabel("By when").FillAsync(stepBy);
        if (voice is not null) await SaysWhoseWordsAsync(form, voice);
        await PressesAsync(form.GetByRole(AriaRole.Button, new() { Name = "Add to the board" }));
        await SeesAsync(words);
        await IsReadyForTheNextAsync(part);
    }

    /// <summary>Adds a note to a column that only the professionals see.</summary>
    public async Task AddsForProfessionalsAsync(BoardSection part, string words, string? category = null)
    {
        await BeginsAsync(part, words);
        var form = ColumnOf(part).Locator("form");
        if (category is not null) await PressesAsync(form.Locator("label.chip", new() { HasTextRegex = Exactly(category) }));
        await PressesAsync(form.Locator("label", new() { HasText = "Professionals only" }));
        await PressesAsync(form.GetByRole(AriaRole.Button, new() { Name = "Add for professionals only" }));
        await SeesAsync(words);
        await IsReadyForTheNextAsync(part);
    }

    /// <summary>The page has scrolled to what was added, and the focus is where the next note begins: only then nothing moves under a finger.</summary>
    private Task IsReadyForTheNextAsync(BoardSection part) => Assertions.Expect(ColumnOf(part).Locator("button.opener")).ToBeFocusedAsync();

    /// <summary>Opens the composer of a column and writes, without adding yet.</summary>
    public async Task BeginsAsync(BoardSection part, string words)
    {
        await TurnsToAsync(Tabs[part]);
        var column = ColumnOf(part);
        await PressesAsync(column.Locator("button.opener"));
        await WritesAsync(column.GetByLabel("In your own words"), words);
    }

    /// <summary>Opens a note's words for writing and gives back the field.</summary>
    public async Task<ILocator> OpensAsync(string words)
    {
        var note = await TurnsToNoteAsync(words);
        await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Change the words" }));
        var field = note.GetByRole(AriaRole.Textbox);
        await Assertions.Expect(field).ToHaveValueAsync(new Regex(Regex.Escape(words)));
        return field;
    }

    public Task ClosesTheNoteAsync() => PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }));

    /// <summary>Changes a note's words where they differ, and leaves the others as they stand.</summary>
    public async Task EditsAsync(string words, string into)
    {
        var field = await OpensAsync(words);
        var same = words.Zip(into).TakeWhile(pair => pair.First == pair.Second).Count();
        var after = words[same..].Reverse().Zip(into[same..].Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        await field.EvaluateAsync("(field, [from, to]) => field.setSelectionRange(from, to)", new[] { same, words.Length - after });
        if (same < words.Length - after) await field.PressAsync("Delete");
        await TypesAsync(field, into[same..^after]);
        await Assertions.Expect(field).ToHaveValueAsync(into);
        await ClosesTheNoteAsync();
        await SeesAsync(into);
    }

    /// <summary>Says that a note's words are exact, so that nobody changes them any more.</summary>
    public async Task MarksExactAsync(string words)
    {
        var note = await OpensMoreAboutAsync(words);
        await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Mark as exact words" }));
        var asked = note.GetByRole(AriaRole.Group, new() { Name = "Are these the exact words?" });
        await Assertions.Expect(asked).ToContainTextAsync("This cannot be undone.");
        await PressesAsync(asked.GetByRole(AriaRole.Button, new() { Name = "Mark as exact words" }));
        await Assertions.Expect(note.Locator(".voice .how").First).ToHaveTextAsync("Exact words");
        await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }));
    }

    /// <summary>Takes a note off the map.</summary>
    public async Task TakesOffAsync(string words)
    {
        var note = await OpensMoreAboutAsync(words);
        await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Take it off the map" }));
        await Assertions.Expect(Note(words)).ToHaveCountAsync(0);
    }

    /// <summary>Puts a note back that was taken off.</summary>
    public async Task PutsBackAsync(BoardSection part, string words)
    {
        await TurnsToAsync(Tabs[part]);
        var folded = ColumnOf(part).Locator("details.taken-off");
        if (await folded.GetAttributeAsync("open") is null) await PressesAsync(folded.Locator("summary"));
        await PressesAsync(folded.Locator("li", new() { HasText = words }).GetByRole(AriaRole.Button, new() { Name = "Put it back" }));
        await SeesAsync(words);
    }

    public Task TakesBackAsync() => PressesAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Take back my last change" }));

    private async Task SaysWhoseWordsAsync(ILocator form, Voice voice)
    {
        await PressesAsync(form.GetByText("These are somebody else’s words"));
        await WritesAsync(form.GetByLabel("Who said it"), voice.Name);
        await WritesAsync(form.GetByLabel("Who that is"), voice.Who);
        if (voice.ExactWords) await PressesAsync(form.GetByText("These are their exact words"));
    }

    private async Task<ILocator> OpensMoreAboutAsync(string words)
    {
        var note = await TurnsToNoteAsync(words);
        await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "More about" }));
        return note;
    }
}

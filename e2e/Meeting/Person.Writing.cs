using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

public sealed partial class Person
{
    private static readonly Dictionary<Part, string> Tabs = new()
    {
        [Part.Worries] = "Worries",
        [Part.WorkingWell] = "Working well",
        [Part.NeedsToHappen] = "To happen",
    };

    /// <summary>Adds a note to a column that only the professionals see.</summary>
    public async Task AddsForProfessionalsAsync(Part part, string words, string? category = null)
    {
        await BeginsAsync(part, words);
        var column = ColumnOf(part);
        if (category is not null) await column.Locator("label", new() { HasText = category }).First.ClickAsync();
        await column.Locator("label", new() { HasText = "Professionals only" }).ClickAsync();
        await column.GetByRole(AriaRole.Button, new() { Name = "Add for professionals only" }).ClickAsync();
        await SeesAsync(words);
    }

    /// <summary>Adds a note to a column.</summary>
    public async Task AddsAsync(Part part, string words, string? category = null, string? stepWho = null, string? stepBy = null)
    {
        await BeginsAsync(part, words);
        var column = ColumnOf(part);
        if (category is not null) await column.Locator("label", new() { HasText = category }).First.ClickAsync();
        if (stepWho is not null) await column.GetByLabel("Who", new() { Exact = true }).FillAsync(stepWho);
        if (stepBy is not null) await column.GetByLabel("By when").FillAsync(stepBy);
        await column.GetByRole(AriaRole.Button, new() { Name = "Add to the board" }).ClickAsync();
        await SeesAsync(words);
    }

    /// <summary>Opens the composer of a column and writes, without adding yet.</summary>
    public async Task BeginsAsync(Part part, string words)
    {
        await TurnsToAsync(Tabs[part]);
        var column = ColumnOf(part);
        await column.Locator("button.opener").ClickAsync();
        await column.GetByLabel("In your own words").FillAsync(words);
    }

    /// <summary>Opens a note's words for writing and gives back the field.</summary>
    public async Task<ILocator> OpensAsync(string words)
    {
        var id = await Note(words).GetAttributeAsync("id");
        var note = Page.Locator($"#{id}");
        await note.GetByRole(AriaRole.Button, new() { Name = "Change the words" }).ClickAsync();
        var field = note.GetByRole(AriaRole.Textbox);
        await Assertions.Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(System.Text.RegularExpressions.Regex.Escape(words)));
        return field;
    }

    public Task ClosesTheNoteAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }).ClickAsync();

    /// <summary>Takes a note off the map.</summary>
    public async Task TakesOffAsync(string words)
    {
        var note = Note(words);
        await note.GetByRole(AriaRole.Button, new() { Name = "More about" }).ClickAsync();
        await note.GetByRole(AriaRole.Button, new() { Name = "Take it off the map" }).ClickAsync();
        await Assertions.Expect(Note(words)).ToHaveCountAsync(0);
    }

    /// <summary>Puts a note back that was taken off.</summary>
    public async Task PutsBackAsync(Part part, string words)
    {
        await TurnsToAsync(Tabs[part]);
        var folded = ColumnOf(part).Locator("details.taken-off");
        if (await folded.GetAttributeAsync("open") is null) await folded.Locator("summary").ClickAsync();
        await folded.Locator("li", new() { HasText = words }).GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();
        await SeesAsync(words);
    }

    /// <summary>Places a number on the first scale.</summary>
    public async Task JudgesAsync(int value, string reason, string oneHigher)
    {
        await TurnsToAsync("Scales");
        var scale = Page.Locator("section.scale").First;
        await scale.GetByRole(AriaRole.Button, new() { Name = "my number" }).First.ClickAsync();
        await scale.Locator($"label.rung:has(input[value='{value}'])").ClickAsync();
        await Assertions.Expect(scale.Locator($"input[type=radio][value='{value}']")).ToBeCheckedAsync();
        await scale.GetByLabel("Why that number?").FillAsync(reason);
        await scale.GetByLabel("What would one point higher look like?").FillAsync(oneHigher);
        await scale.GetByRole(AriaRole.Button, new() { Name = "Place my number" }).ClickAsync();
        await Assertions.Expect(scale.GetByText(reason)).ToBeVisibleAsync();
    }

    /// <summary>As the chair: shows all numbers of the first scale.</summary>
    public async Task RevealsAsync()
    {
        await TurnsToAsync("Scales");
        var scale = Page.Locator("section.scale").First;
        await scale.GetByRole(AriaRole.Button, new() { Name = "Reveal all numbers" }).ClickAsync();
        var asked = scale.GetByRole(AriaRole.Group, new() { Name = "Reveal all numbers?" });
        await Assertions.Expect(asked).ToContainTextAsync("It cannot be undone.");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Reveal all numbers" }).ClickAsync();
        await Assertions.Expect(scale.Locator(".unseen")).ToHaveCountAsync(0);
    }

    public Task TakesBackAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Take back my last change" }).ClickAsync();
}

using System.Globalization;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>The plan: goals that answer dangers, and steps that somebody does by a day.</summary>
public sealed partial class Person
{
    /// <summary>Says that a safety goal answers a danger statement.</summary>
    public async Task PairsAsync(string danger, string goal)
    {
        var note = await OpensMoreAboutAsync(danger);
        var goals = note.GetByLabel("The safety goal that answers it");
        await Assertions.Expect(goals).ToBeVisibleAsync();
        var shown = await goals.Locator("option").AllTextContentsAsync();
        await goals.SelectOptionAsync(new SelectOptionValue { Label = shown.Single(s => IsShortFor(s, goal)) });
        await Assertions.Expect(note.GetByRole(AriaRole.Link, new() { Name = "Goal" })).ToBeVisibleAsync();
        await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }));
    }

    /// <summary>Agrees who does a step, and by when.</summary>
    public async Task AgreesAsync(string step, string who, DateOnly? by)
    {
        var note = await TurnsToNoteAsync(step);
        await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Change who and by when" }));
        await WritesAsync(note.GetByLabel("Who", new() { Exact = true }), who);
        await note.GetByLabel("By when").FillAsync(by?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        await PressesAsync(note.GetByRole(AriaRole.Button, new() { Name = "Agree this" }));
        await Assertions.Expect(note.Locator(".agreed")).ToContainTextAsync(who);
    }

    /// <summary>Says that a step is done.</summary>
    public async Task MarksDoneAsync(string step)
    {
        var note = await TurnsToNoteAsync(step);
        await PressesAsync(note.Locator("label", new() { HasText = "Done" }));
        await Assertions.Expect(note.GetByRole(AriaRole.Checkbox, new() { Name = "Done" })).ToBeCheckedAsync();
    }
}

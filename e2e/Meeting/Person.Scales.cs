using System.Text.RegularExpressions;
using MappingBoard.Shared.Model;
using Microsoft.Playwright;

namespace MappingBoard.E2E.Meeting;

/// <summary>Scales, and one's own number on them.</summary>
public sealed partial class Person
{
    /// <summary>The scale that asks this; the first one without a question.</summary>
    public ILocator Scale(string? question = null) => question is null
        ? Page.Locator("section.scale").First
        : Page.Locator("section.scale").Filter(new() { Has = Page.Locator("h3", new() { HasText = question }) });

    /// <summary>Adds a scale for the whole situation, or for a danger statement.</summary>
    /// <param name="wording">Its words.</param>
    /// <param name="danger">The words of the danger statement.</param>
    /// <param name="before">The words that the page offers before they are changed.</param>
    public async Task AddsAScaleAsync(ScaleWording wording, string? danger, ScaleWording before)
    {
        await TurnsToAsync("Scales");
        var adding = Page.Locator(".adding");
        await PressesAsync(adding.GetByRole(AriaRole.Button, new() { Name = "Add a scale" }));
        if (danger is not null) await PressesAsync(adding.Locator("label.pick").Nth(await NumberOfAsync(adding, danger)));
        await Assertions.Expect(adding.GetByLabel("The question")).ToHaveValueAsync(before.Question);
        await WordsAsync(adding, wording);
        await PressesAsync(adding.GetByRole(AriaRole.Button, new() { Name = "Add this scale" }));
        await Assertions.Expect(Scale(wording.Question)).ToBeVisibleAsync();
    }

    /// <summary>Gives a scale other words.</summary>
    public async Task WordsAsync(string question, ScaleWording wording)
    {
        await TurnsToAsync("Scales");
        var scale = Scale(question);
        await PressesAsync(scale.GetByRole(AriaRole.Button, new() { Name = "More about this scale" }));
        await PressesAsync(scale.GetByRole(AriaRole.Button, new() { Name = "Change its words" }));
        await WordsAsync(scale, wording);
        await PressesAsync(scale.GetByRole(AriaRole.Button, new() { Name = "Use these words" }));
        await Assertions.Expect(Scale(wording.Question)).ToBeVisibleAsync();
    }

    /// <summary>Places a number on a scale, or changes it.</summary>
    public async Task JudgesAsync(int value, string reason, string oneHigher, string? question = null)
    {
        await TurnsToAsync("Scales");
        var scale = Scale(question);
        await PressesAsync(scale.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(Give|Change) my number") }));
        await PressesAsync(scale.Locator($"label.rung:has(input[value='{value}'])"));
        await Assertions.Expect(scale.Locator($"input[type=radio][value='{value}']")).ToBeCheckedAsync();
        await WritesAsync(scale.GetByLabel("Why that number?"), reason);
        await WritesAsync(scale.GetByLabel("What would one point higher look like?"), oneHigher);
        await PressesAsync(scale.GetByRole(AriaRole.Button, new() { Name = "Place my number" }));
        await Assertions.Expect(scale.GetByText(reason)).ToBeVisibleAsync();
    }

    /// <summary>As the chair: shows all numbers of a scale.</summary>
    public async Task RevealsAsync(string? question = null)
    {
        await TurnsToAsync("Scales");
        var scale = Scale(question);
        await PressesAsync(scale.GetByRole(AriaRole.Button, new() { Name = "Reveal all numbers" }));
        var asked = scale.GetByRole(AriaRole.Group, new() { Name = "Reveal all numbers?" });
        await Assertions.Expect(asked).ToContainTextAsync("It cannot be undone.");
        await PressesAsync(asked.GetByRole(AriaRole.Button, new() { Name = "Reveal all numbers" }));
        await Assertions.Expect(scale.Locator(".unseen")).ToHaveCountAsync(0);
    }

    /// <summary>Takes their own number off a scale.</summary>
    public async Task WithdrawsAsync(string question)
    {
        await TurnsToAsync("Scales");
        var scale = Scale(question);
        await PressesAsync(scale.GetByRole(AriaRole.Button, new() { Name = "Take my number off" }));
        await Assertions.Expect(scale.GetByRole(AriaRole.Button, new() { Name = "Give my number" })).ToBeVisibleAsync();
    }

    private async Task WordsAsync(ILocator form, ScaleWording wording)
    {
        await WritesAsync(form.GetByLabel("The question"), wording.Question);
        await WritesAsync(form.GetByLabel("What 10 means"), wording.Ten);
        await WritesAsync(form.GetByLabel("What 0 means"), wording.Zero);
    }

    /// <summary>Which of the things that a scale can be about is this danger statement.</summary>
    private static async Task<int> NumberOfAsync(ILocator adding, string danger)
    {
        // On a circuit the form is there a moment after the press.
        var picks = adding.Locator("label.pick");
        await Assertions.Expect(picks.First).ToBeVisibleAsync();
        var shown = await picks.AllTextContentsAsync();
        return shown.Select((words, i) => (Words: words[(words.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), At: i)).Single(s => IsShortFor(s.Words, danger)).At;
    }
}

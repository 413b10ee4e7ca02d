using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using MappingBoard.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Meeting;

/// <summary>Looking at a screen as a machine can, and keeping its picture for people to look at.</summary>
public sealed partial class Person
{
    private static readonly RunOnlyOptions AllRules = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
    private static readonly RunOnlyOptions Contrast = new() { Type = "rule", Values = ["color-contrast"] };

    private static readonly string Pictures = Path.Combine(Repository.Root, "artifacts", "screens");

    /// <summary>Keeps a picture of what the page shows now.</summary>
    /// <param name="where">What that is.</param>
    /// <param name="colours">Light or dark, for the picture's name.</param>
    public Task LooksAsync(string where, string colours = "light") =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{NameOf(where)}-{colours}.png"), FullPage = where == "record" });

    /// <summary>
    /// What the page shows now, or the dialog above it, breaks no rule of WCAG 2.2 AA that axe can check; and in dark colours
    /// none that depends on them. Keeps a picture; in a long run (<see cref="Tier"/>) one of each theme.
    /// </summary>
    /// <param name="where">What it shows.</param>
    public async Task PassesAsync(string where)
    {
        await LooksAsync(where);
        await BreaksNoneAsync(where, AllRules);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await IsAtRestAsync();
        if (Tier.IsLong) await LooksAsync(where, "dark");
        await BreaksNoneAsync(where + ", dark", Contrast);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private async Task BreaksNoneAsync(string where, RunOnlyOptions rules)
    {
        await IsAtRestAsync();
        var options = new AxeRunOptions { RunOnly = rules };
        var dialog = Page.Locator("dialog[open]");
        var result = await dialog.CountAsync() > 0 ? await dialog.First.RunAxe(options) : await Page.RunAxe(options);
        Assert.True(
            result.Violations.Length == 0,
            $"{NameOf(where)}: " + string.Join("\n", result.Violations.Select(v => $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }

    /// <summary>No colour is on its way any more: a change of theme fades, and what is half faded is nobody's choice of colours.</summary>
    private async Task IsAtRestAsync() => await Page.EvaluateAsync(
        "() => Promise.allSettled(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished))");

    private string NameOf(string where) =>
        $"{where}-{device.Owner}-{device.Screen.Name}".Replace(' ', '-').Replace("/", "", StringComparison.Ordinal);
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using MappingBoard.E2E.Browser;
using Microsoft.Playwright;
using Xunit;

namespace MappingBoard.E2E.Meeting;

/// <summary>Looking at a screen as a machine can, and keeping its picture for people to look at.</summary>
public sealed partial class Person
{
    private static readonly RunOnlyOptions AllRules = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
    private static readonly RunOnlyOptions Contrast = new() { Type = "rule", Values = ["color-contrast"] };

    private static readonly string Pictures = Path.Combine(PublishedServer.RepositoryRoot, "artifacts", "screens");

    /// <summary>Keeps a picture of what the page shows now.</summary>
    /// <param name="where">What that is.</param>
    public Task LooksAsync(string where) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, NameOf(where) + ".png"), FullPage = where == "record" });

    /// <summary>
    /// What the page shows now, or the dialog above it, breaks no rule of WCAG 2.2 AA that axe can check. In dark colours only
    /// what depends on them is looked at: the rest was, in light ones. Keeps a picture as well.
    /// </summary>
    /// <param name="where">What it shows.</param>
    public async Task PassesAsync(string where)
    {
        await LooksAsync(where);
        var options = new AxeRunOptions { RunOnly = IsDark ? Contrast : AllRules };
        var dialog = Page.Locator("dialog[open]");
        var result = await dialog.CountAsync() > 0 ? await dialog.First.RunAxe(options) : await Page.RunAxe(options);
        Assert.True(
            result.Violations.Length == 0,
            $"{NameOf(where)}: " + string.Join("\n", result.Violations.Select(v => $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }

    private bool IsDark => device.Scheme == ColorScheme.Dark;

    private string NameOf(string where) =>
        $"{where}-{device.Owner}-{device.Screen.Name}{(IsDark ? "-dark" : "")}".Replace(' ', '-').Replace("/", "", StringComparison.Ordinal);
}

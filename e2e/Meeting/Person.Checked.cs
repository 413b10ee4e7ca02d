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

    /// <summary>
    /// What the page shows now breaks no rule of WCAG 2.2 AA that axe can check. In dark colours only what depends on them
    /// is looked at: the rest was, in light ones. Its picture is in artifacts/screens.
    /// </summary>
    /// <param name="where">What it shows.</param>
    public async Task PassesAsync(string where)
    {
        var isDark = device.Scheme == ColorScheme.Dark;
        var name = $"{where}-{device.Owner}-{device.Screen.Name}{(isDark ? "-dark" : "")}".Replace(' ', '-').Replace("/", "", StringComparison.Ordinal);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = where == "record" });
        var result = await Page.RunAxe(new AxeRunOptions { RunOnly = isDark ? Contrast : AllRules });
        Assert.True(
            result.Violations.Length == 0,
            $"{name}: " + string.Join("\n", result.Violations.Select(v => $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }
}

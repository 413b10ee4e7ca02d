using System.Globalization;
using System.Text.RegularExpressions;
using MappingBoard.TestSupport;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>
/// The colours of the stylesheets, in every theme: text on its grounds at least 4.5 to 1 (WCAG 2.2, 1.4.3), edges and
/// marks that mean something at least 3 to 1 (1.4.11).
/// </summary>
public sealed partial class ContrastTests
{
    private static readonly string[] Columns = ["worry", "well", "need"];
    private static readonly string[] Sheets = ["ground", "panel", "paper"];
    private static readonly string[] Grounds = [.. Sheets, "worry-ground", "well-ground", "need-ground", "pro-ground", "attend-ground"];

    private static readonly (string Text, string Ground)[] Words =
    [
        .. Grounds.SelectMany(g => new[] { ("ink", g), ("ink-2", g) }),
        .. Sheets.SelectMany(s => new[] { ("link", s), ("fresh", s), ("attend-ink", s) }),
        .. Columns.SelectMany(c => new[] { (c + "-ink", c + "-ground"), (c + "-ink", "paper"), (c + "-ink", "panel"), ("on-band", c + "-band"), ("fresh", c + "-ground") }),
        ("pro-ink", "pro-ground"), ("pro-ink", "paper"), ("pro-ink", "pro-stripe"), ("attend-ink", "attend-ground"),
        ("on-action", "action"), ("on-action", "action-press"), ("on-fresh", "fresh"), ("paper", "ink"),
    ];

    private static readonly (string Mark, string Ground)[] Marks =
    [
        .. Sheets.Select(s => ("line-strong", s)), ("line-strong", "attend-ground"),
        ("action", "ground"), ("action", "panel"), ("pro-line", "pro-ground"), ("attend-line", "attend-ground"), ("attend-line", "paper"), ("focus-in", "focus-out"),
    ];

    [Theory]
    [InlineData("css/tokens.css")]
    [InlineData("css/theme-dark.css")]
    [InlineData("css/theme-contrast.css")]
    public async Task Words_and_marks_stand_out_from_what_is_behind_them(string theme)
    {
        var colours = await Colours(theme);
        var weak = Words.Select(p => (Pair: p, Least: 4.5)).Concat(Marks.Select(p => (Pair: p, Least: 3.0)))
            .Select(p => (p.Pair, p.Least, Ratio: Ratio(colours[p.Pair.Item1], colours[p.Pair.Item2])))
            .Where(p => p.Ratio < p.Least)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Pair.Item1} on {p.Pair.Item2}: {p.Ratio:0.00}, needs {p.Least}"));
        Assert.Empty(weak);
    }

    [Theory]
    [InlineData("css/theme-dark.css")]
    [InlineData("css/theme-contrast.css")]
    public async Task A_theme_names_no_colour_that_the_light_one_does_not_have(string theme)
    {
        var light = await Colours("css/tokens.css");
        Assert.Empty(Colour().Matches(await Css(theme)).Select(m => m.Groups[1].Value).Except(light.Keys));
    }

    private static async Task<Dictionary<string, string>> Colours(string theme)
    {
        var colours = new Dictionary<string, string>();
        foreach (var css in new[] { await Css("css/tokens.css"), await Css(theme) })
        {
            foreach (Match match in Colour().Matches(css)) colours[match.Groups[1].Value] = match.Groups[2].Value;
        }

        return colours;
    }

    private static Task<string> Css(string path) =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root, "Board.Server", "wwwroot", path), TestContext.Current.CancellationToken);

    private static double Ratio(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    [GeneratedRegex(@"--([\w-]+):\s*(#[0-9a-f]{6})\s*;")]
    private static partial Regex Colour();
}

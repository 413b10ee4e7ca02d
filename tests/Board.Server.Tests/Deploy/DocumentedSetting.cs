using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MappingBoard.Server.Tests.Deploy;

/// <summary>A table of settings in one of the documents: each setting with its default, and what it says of unit and range.</summary>
/// <param name="Name">As it is set, <c>Rooms:Pages</c>; ends in <c>:*</c> where the table points elsewhere for all of a section.</param>
/// <param name="Default">The cell.</param>
/// <param name="Range">The cell; empty where the table has no such column.</param>
internal sealed partial record DocumentedSetting(string Name, string Default, string Range)
{
    /// <summary>The first value that the cell of the default names; null for none.</summary>
    public string? DefaultValue =>
        Default.Length == 0 || Default.StartsWith("none", StringComparison.Ordinal) || Default == "nobody" ? null : Default.Split(';', ' ')[0].Trim('`');

    /// <summary>The least and the most that the cell of the range names, in the unit of the setting; null for none.</summary>
    public (double Least, double Most)? Bounds => Spanned().Match(Range) is { Success: true } found
        ? (Value(found.Groups["least"].Value, found.Groups["leastUnit"] is { Success: true } unit ? unit.Value : found.Groups["mostUnit"].Value),
            Value(found.Groups["most"].Value, found.Groups["mostUnit"].Value))
        : null;

    /// <summary>The rows of the table that follows a heading. Cells that list several settings become one row for each.</summary>
    public static ImmutableArray<DocumentedSetting> Read(string document, string heading)
    {
        var table = File.ReadLines(document)
            .SkipWhile(line => line != heading)
            .SkipWhile(line => !line.StartsWith("| setting |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        var range = Array.FindIndex(table[0], cell => cell.Contains("range", StringComparison.Ordinal));
        return
        [
            .. from cells in table.Skip(2)
               let names = Quoted().Matches(cells[0])
               let defaults = names.Count > 1 && cells[1].Split(';', StringSplitOptions.TrimEntries) is var each && each.Length == names.Count
                   ? each : [.. names.Select(_ => cells[1])]
               from i in Enumerable.Range(0, names.Count)
               select new DocumentedSetting(names[i].Groups[1].Value, defaults[i], range < 0 ? "" : cells[range]),
        ];
    }

    private static double Value(string number, string unit) => double.Parse(number, NumberStyles.Number, CultureInfo.InvariantCulture) * unit.TrimEnd('s') switch
    {
        "" => 1,
        "KiB" => 1024,
        "MiB" => 1024 * 1024,
        "GiB" => 1024 * 1024 * 1024,
        "second" => 1,
        "minute" => 60,
        "day" => 24 * 60 * 60,
        _ => throw new FormatException($"'{unit}' is no unit that a table of settings has."),
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<least>[\d.,]*\d)(?: (?<leastUnit>\w+))?–(?<most>[\d.,]*\d)(?: (?<mostUnit>\w+))?")]
    private static partial Regex Spanned();
}

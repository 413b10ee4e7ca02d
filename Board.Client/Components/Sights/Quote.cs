using System.Globalization;

namespace MappingBoard.Client.Components.Sights;

/// <summary>Says a note by its first words.</summary>
public static class Quote
{
    private const int Most = 40;

    /// <summary>The first words of a text on one line, cut between words, never within a sign.</summary>
    public static string Brief(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Most) return line;
        var end = line.LastIndexOf(' ', Most);
        if (end < Most / 2) end = StartOfElement(line, Most);
        return line[..end].TrimEnd(',', ';', ':', '.') + "…";
    }

    /// <summary>Names in a sentence: "Ann", "Ann and Ben", "Ann, Ben and Cai".</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };

    private static int StartOfElement(string line, int most)
    {
        var starts = StringInfo.ParseCombiningCharacters(line);
        return starts.LastOrDefault(start => start <= most);
    }
}

using System.Globalization;
using MappingBoard.Shared.Text;

namespace MappingBoard.Client.ViewModels;

/// <summary>Says a note by its first words.</summary>
public static class Quote
{
    private const int Most = 40;

    /// <summary>The first words of a text on one line, cut between words, never within a sign, as they stand in a sentence of ours.</summary>
    public static string Brief(string text) => Bidi.Isolate(Short(string.Join(' ', CleanText.Line(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

    private static string Short(string line)
    {
        if (line.Length <= Most) return line;
        var end = line.LastIndexOf(' ', Most);
        if (end < Most / 2) end = StartOfElement(line, Most);
        return line[..end].TrimEnd(',', ';', ':', '.') + "…";
    }

    /// <summary>Names in a sentence: "Ann", "Ann and Ben", "Ann, Ben and Cai".</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => Bidi.Isolate(names[0]),
        _ => $"{string.Join(", ", names.Take(names.Count - 1).Select(Bidi.Isolate))} and {Bidi.Isolate(names[^1])}",
    };

    private static int StartOfElement(string line, int most)
    {
        var starts = StringInfo.ParseCombiningCharacters(line);
        return starts.LastOrDefault(start => start <= most);
    }
}

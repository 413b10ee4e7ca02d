using System.Text.RegularExpressions;

namespace MappingBoard.Shared.Tests.Templates;

/// <summary>What no text that we wrote may say or look like.</summary>
internal static partial class PlainEnglish
{
    /// <summary>The first thing wrong with a text, or null.</summary>
    public static string? FirstFault(string text) =>
        Forbidden().Match(text) is { Success: true } word ? $"'{word.Value}' in: {text}"
        : text.Contains('\'') || text.Contains('"') ? $"typewriter quotation mark in: {text}"
        : text.Contains("  ", StringComparison.Ordinal) ? $"two spaces in: {text}"
        : null;

    /// <summary>Words of software rather than of people, and a phrase that belongs to somebody else as a trademark.</summary>
    [GeneratedRegex(@"\b(users?|submit\w*|sessions?|invalid|oops|signs of safety|click|e\.g\.|i\.e\.)", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();
}

namespace MappingBoard.Shared.Model;

/// <summary>What may stand in a text of the board: every script and emoji, but nothing that a record cannot carry.</summary>
public static class Words
{
    /// <summary>No control characters but line feed and tab, and no half of a surrogate pair.</summary>
    public static bool AreClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\n' or '\t')) return false;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(c)) return false;
        }

        return true;
    }

    /// <summary>Clean, on one line, and not blank.</summary>
    public static bool AreALine(string text) =>
        text.Length <= Bounds.Line && !string.IsNullOrWhiteSpace(text) && !text.Contains('\n', StringComparison.Ordinal) && AreClean(text);
}

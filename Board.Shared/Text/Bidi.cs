namespace MappingBoard.Shared.Text;

/// <summary>
/// Somebody's words inside a sentence of ours, where there is no markup to keep them apart (<c>bdi</c>): an attribute, an
/// announcement, a cell of a table. Pure and safe for use from several threads.
/// </summary>
public static class Bidi
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>Words as they stand in a sentence: words that run from right to left are kept from turning what is around them.</summary>
    /// <param name="words">On one line, without signs that turn directions (<see cref="CleanText.Line"/>), or isolated already.</param>
    public static string Isolate(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return HasRightToLeft(words) && !words.StartsWith(FirstStrongIsolate) ? $"{FirstStrongIsolate}{words}{PopDirectionalIsolate}" : words;
    }

    /// <summary>The blocks that Unicode keeps for scripts from right to left, so that no table of letters is asked.</summary>
    private static bool HasRightToLeft(string words)
    {
        foreach (var sign in words.EnumerateRunes())
        {
            if (sign.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF)) return true;
        }

        return false;
    }
}

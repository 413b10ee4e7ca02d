namespace MappingBoard.Shared.Text;

/// <summary>
/// What a text may look like between two surrogates. Positions and lengths everywhere in this folder are UTF-16
/// units, as in the browser's text fields; one character outside the basic plane (most emoji) takes two of them.
/// Pure and safe for use from several threads.
/// </summary>
public static class Utf16
{
    /// <summary>True when every surrogate in <paramref name="text"/> is one half of a pair.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (at < 0) return true;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return false;
            text = text[(at + 2)..];
        }
    }

    /// <summary>True when a cut at <paramref name="position"/> (0 to the length of the text) would fall inside a pair.</summary>
    public static bool SplitsPair(ReadOnlySpan<char> text, int position) =>
        position > 0 && position < text.Length && char.IsSurrogatePair(text[position - 1], text[position]);
}

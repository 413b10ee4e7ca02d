using System.Text;

namespace MappingBoard.Shared.Text;

/// <summary>
/// One rule for what people type, paste or say into any field, before it goes on from there: the fields of the map and
/// the forms of the pages make it so, the board refuses what is not so. What it takes away could not be seen. In the
/// browser text-fields.js does the same with <see cref="Lines"/> before. Pure and safe for use from several threads.
/// </summary>
public static class CleanText
{
    /// <summary>
    /// A text of several lines: whatever begins a new line is one line feed (CR with LF is one), and what a record
    /// cannot carry is not there: other control characters than the tab, halves of surrogate pairs.
    /// </summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsKept(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            if (Signs.IsLineBreak(c)) clean.Append('\n');
            else if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1])) clean.Append(c).Append(text[++i]);
            else if (!char.IsSurrogate(c) && (c == '\t' || !Signs.IsUnkept(c))) clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>
    /// A text of one line: a space for each new line and tab, and further without what turns the direction of the words
    /// around it, without signs of nothing but the joiners that a script or an emoji needs, and with at most
    /// <see cref="Signs.MarksOnALetter"/> marks on a letter.
    /// </summary>
    public static string Line(string text)
    {
        var line = Lines(text).Replace('\n', ' ').Replace('\t', ' ');
        if (Ascii.IsValid(line)) return line;

        // What joined two signs may join nothing once one of them has gone.
        while (Seen(line) is var seen && seen.Length < line.Length) line = seen;
        return line;
    }

    /// <summary>Whether somebody would read a letter or a digit in it.</summary>
    public static bool HasLetterOrDigit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var sign in text.EnumerateRunes())
        {
            if (Signs.IsLetterOrDigit(sign)) return true;
        }

        return false;
    }

    private static bool IsKept(string text)
    {
        foreach (var c in text)
        {
            if (c is not ('\n' or '\t') && (Signs.IsUnkept(c) || Signs.IsLineBreak(c))) return false;
        }

        return Utf16.IsWellFormed(text);
    }

    private static string Seen(string line)
    {
        var signs = line.EnumerateRunes().ToArray();
        var seen = new StringBuilder(line.Length);
        Rune? before = null;
        var marks = 0;
        for (var i = 0; i < signs.Length; i++)
        {
            var sign = signs[i];
            var isUnseen = Signs.IsUnseen(sign.Value);
            if (isUnseen && !Signs.Joins(before, sign.Value, i + 1 < signs.Length ? signs[i + 1] : null)) continue;
            marks = Signs.IsMark(sign) ? marks + 1 : isUnseen ? marks : 0;
            if (marks > Signs.MarksOnALetter) continue;
            seen.Append(sign);
            before = sign;
        }

        return seen.ToString();
    }
}

using MappingBoard.Shared.Text;

namespace MappingBoard.Shared.Model;

/// <summary>What may stand in a text of the board: every script and emoji, but nothing that a record cannot carry or that nobody could see.</summary>
public static class Words
{
    /// <summary>As <see cref="CleanText.Lines"/> leaves it.</summary>
    public static bool AreClean(string text) => CleanText.Lines(text) == text;

    /// <summary>A name or a title: as <see cref="CleanText.Line"/> leaves it, not too long, with a letter or a digit to be read.</summary>
    public static bool AreALine(string text) =>
        text.Length <= Bounds.Line && CleanText.HasLetterOrDigit(text) && CleanText.Line(text) == text;
}

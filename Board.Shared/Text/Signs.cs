using System.Globalization;
using System.Text;

namespace MappingBoard.Shared.Text;

/// <summary>
/// Kinds of signs (Unicode code points) that a text may not hold, or only at some places. What is forbidden stands here
/// as fixed ranges; only what is a letter, a digit or a mark is asked of the runtime, which differs at most in signs
/// that one of two versions does not know yet. Pure and safe for use from several threads.
/// </summary>
internal static class Signs
{
    /// <summary>The most marks that stand on one letter: what Unicode's security mechanisms (UTS 39) advise.</summary>
    public const int MarksOnALetter = 4;

    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int EnclosingKeycap = 0x20E3;
    private const int BlackFlag = 0x1F3F4;

    /// <summary>Everything that begins a new line somewhere: in a browser, a record, a spreadsheet.</summary>
    public static bool IsLineBreak(char c) => c is '\n' or '\v' or '\f' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>What a record cannot carry: control characters, and the two that no XML holds.</summary>
    public static bool IsUnkept(char c) => char.IsControl(c) || c is '\uFFFE' or '\uFFFF';

    public static bool IsLetterOrDigit(Rune sign) => !IsUnseen(sign.Value) && Rune.IsLetterOrDigit(sign);

    /// <summary>Stands on the sign before it.</summary>
    public static bool IsMark(Rune sign) =>
        !IsUnseen(sign.Value) && Rune.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Shows nothing by itself: Unicode's default ignorable code points, the braille blank, annotations, what is no character.</summary>
    public static bool IsUnseen(int sign) =>
        sign is 0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFEFF or 0xFFA0
            or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xFFF0 and <= 0xFFFB)
            or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE0FFF)
        || (sign & 0xFFFE) == 0xFFFE;

    /// <summary>Whether a sign that shows nothing by itself does its work here: joins a script's letters, or makes one emoji of several signs.</summary>
    /// <param name="before">The sign before it, null at the beginning.</param>
    /// <param name="sign">The sign.</param>
    /// <param name="after">The sign after it, null at the end.</param>
    public static bool Joins(Rune? before, int sign, Rune? after) => before is { } one && sign switch
    {
        ZeroWidthNonJoiner => after is { } next && IsJoined(one) && IsJoined(next),
        ZeroWidthJoiner => after is { } next && ((IsJoined(one) && IsJoined(next)) || (IsOfAnEmoji(one) && IsPicture(next))),
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => HasVariants(one, after),
        >= 0xE0020 and <= 0xE007F => one.Value is BlackFlag or (>= 0xE0020 and <= 0xE007E),
        (>= 0x180B and <= 0x180D) or 0x180F => one.Value is >= 0x1820 and <= 0x18AA,
        _ => false,
    };

    /// <summary>A letter or mark of the scripts whose letters change with their neighbours: Arabic, those of India and South East Asia, Mongolian.</summary>
    private static bool IsJoined(Rune sign) =>
        sign.Value is (>= 0x0600 and <= 0x109F) or (>= 0x1700 and <= 0x1CFF) or (>= 0xA800 and <= 0xABFF) or (>= 0xFB50 and <= 0xFDCF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10A00 and <= 0x11FFF)
        && (Rune.IsLetter(sign) || Rune.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static bool IsPicture(Rune sign) => sign.Value >= 0x2000 && Rune.GetUnicodeCategory(sign) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherNotAssigned;

    private static bool IsOfAnEmoji(Rune sign) => IsPicture(sign) || sign.Value is 0xFE0F or (>= 0x1F3FB and <= 0x1F3FF) or 0xE007F;

    private static bool HasVariants(Rune sign, Rune? after) =>
        sign.Value is (>= '0' and <= '9') or '#' or '*' ? after?.Value == EnclosingKeycap
        : Rune.IsLetter(sign) ? sign.Value >= 0x1000 && !sign.IsLatinLetter()
        : sign.Value is 0x00A9 or 0x00AE or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x3030 || IsPicture(sign);

    /// <summary>The extended letters of Latin and Greek beyond U+1000.</summary>
    private static bool IsLatinLetter(this Rune sign) => sign.Value is (>= 0x1D00 and <= 0x1FFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA640 and <= 0xA7FF) or (>= 0xAB30 and <= 0xAB6F) or (>= 0xFF21 and <= 0xFF5A);
}

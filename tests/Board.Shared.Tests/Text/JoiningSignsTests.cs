using System.Text;
using MappingBoard.Shared.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>
/// V8: what shows nothing by itself stays where it does its work, joining letters or making one sign of several, and
/// nowhere else.
/// </summary>
public sealed class JoiningSignsTests
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;
    private const int Heart = 0x2764;
    private const int Woman = 0x1F469;
    private const int Rainbow = 0x1F308;
    private const int Keycap = 0x20E3;
    private const int Flag = 0x1F3F4;
    private const int Selector = 0xFE0E;

    /// <summary>Letters and marks that change with their neighbours, at the ends of their blocks.</summary>
    public static TheoryData<int> Joined => [0x0620, 0x064B, 0x0903, 0x109D, 0x1700, 0x1CFA, 0xA800, 0xABED, 0xFB50, 0xFDC7, 0xFE70, 0xFEFC, 0x10A00, 0x11EE0];

    /// <summary>Letters outside those blocks, and digits and signs inside.</summary>
    public static TheoryData<int> NotJoined => ['a', 0x05EA, 0x10A0, 0x1D00, 0xA7FF, 0xAC00, 0xFB4F, 0x12000, 0x0661, 0x066A, 0x104E, 0x109E, 0x11FFF];

    [Theory]
    [MemberData(nameof(Joined))]
    public void V8_a_joiner_and_a_non_joiner_stay_between_letters_that_join(int letter)
    {
        foreach (var sign in new[] { NonJoiner, Joiner })
        {
            Stays('ب', sign, letter);
            Stays(letter, sign, 'ب');
            Goes('a', sign, letter);
            Goes(letter, sign, 'a');
            Assert.Equal(Signs(letter), CleanText.Line(Signs(letter, sign)));
            Assert.Equal(Signs(letter), CleanText.Line(Signs(sign, letter)));
        }
    }

    [Theory]
    [MemberData(nameof(NotJoined))]
    public void V8_between_other_signs_they_go(int other)
    {
        foreach (var sign in new[] { NonJoiner, Joiner })
        {
            Goes('ب', sign, other);
            Goes(other, sign, 'ب');
        }
    }

    [Theory]
    [InlineData(Woman)]
    [InlineData(0x1F3FB)]
    [InlineData(0x1F3FF)]
    [InlineData(0x2764)]
    [InlineData(0x2211)]
    [InlineData(0x1FFFD)]
    public void V8_a_joiner_stays_between_the_parts_of_an_emoji_and_a_non_joiner_does_not(int part)
    {
        Stays(part, Joiner, Rainbow);
        Goes(part, NonJoiner, Rainbow);
        Goes(part, Joiner, 'a');
        Goes('a', Joiner, part);
        Assert.Equal(Signs(part), CleanText.Line(Signs(part, Joiner)));
    }

    [Theory]
    [InlineData(0x1F3FB)]
    [InlineData(0x00A9)]
    [InlineData('1')]
    [InlineData('+')]
    public void V8_no_emoji_goes_on_with_what_is_no_picture(int other) => Goes(Woman, Joiner, other);

    [Fact]
    public void V8_what_looks_like_a_picture_below_the_pictures_joins_nothing() => Goes(0x00A9, Joiner, Rainbow);

    [Fact]
    public void V8_an_emoji_goes_on_after_a_variant_and_after_a_flag_of_letters()
    {
        Kept(0x1F3F3, 0xFE0F, Joiner, Rainbow);
        Kept(Flag, 0xE0067, 0xE007F, Joiner, Rainbow);
    }

    [Theory]
    [InlineData(0xFE00)]
    [InlineData(0xFE0F)]
    [InlineData(0xE0100)]
    [InlineData(0xE01EF)]
    public void V8_a_variant_stays_on_what_has_variants(int variant)
    {
        foreach (var sign in new[] { Heart, 0x845B, 0x1000, 0x1CFA, 0x2C5E, 0x2C80, 0xA62B, 0xA800, 0xAB2E, 0xAB70, 0xFF66, 0x00A9, 0x00AE, 0x203C, 0x2049, 0x2122, 0x2139, 0x3030 }) Kept(sign, variant);
        foreach (var sign in new[] { 'a', 0x05D0, 0x0F40, 0x1D00, 0x1FFC, 0x2C60, 0x2C7F, 0xA640, 0xA7FF, 0xAB30, 0xAB68, 0xFF21, 0xFF5A, 0x00AA, 0x00B0, 0x2013, '+' }) Goes(sign, variant, 'b');
        foreach (var sign in new[] { '0', '5', '9', '#', '*' })
        {
            Kept(sign, variant, Keycap);
            Goes(sign, variant, 'a');
        }

        Goes('/', variant, Keycap);
        Goes(':', variant, Keycap);
        Assert.Equal("5", CleanText.Line(Signs('5', variant)));
        Assert.Equal("", CleanText.Line(Signs(variant)));
    }

    [Theory]
    [InlineData(0xE00FF)]
    [InlineData(0xE01F0)]
    [InlineData(0xE0001)]
    public void V8_what_is_no_variant_stays_on_nothing(int sign) => Goes(Heart, sign, Heart);

    [Theory]
    [InlineData(0xE0020)]
    [InlineData(0xE0067)]
    [InlineData(0xE007E)]
    public void V8_the_letters_of_a_flag_stay_behind_it_and_behind_each_other(int letter)
    {
        Kept(Flag, letter);
        Kept(Flag, letter, 0xE0067, 0xE007F);
        Goes('a', letter, 'b');
        Goes(Woman, letter, 'b');
        Assert.Equal(Signs(Flag, 0xE007F), CleanText.Line(Signs(Flag, 0xE007F, letter)));
    }

    [Theory]
    [InlineData(0xE001F)]
    [InlineData(0xE0080)]
    public void V8_what_is_no_letter_of_a_flag_does_not_stay_behind_it(int sign) => Goes(Flag, sign, 'a');

    [Theory]
    [InlineData(0x180B)]
    [InlineData(0x180D)]
    [InlineData(0x180F)]
    public void V8_the_variants_of_mongolian_stay_on_its_letters(int variant)
    {
        Kept(0x1820, variant);
        Kept(0x18AA, variant);
        Goes(0x1819, variant, 0x1820);
        Goes(0x18B0, variant, 0x1820);
        Goes('a', variant, 0x1820);
    }

    [Fact]
    public void V8_the_separator_of_mongolian_does_not_stay() => Goes(0x1820, 0x180E, 0x1820);

    [Fact]
    public void V8_what_joined_something_goes_when_that_goes() =>
        Assert.Equal(Signs('a', Rainbow), CleanText.Line(Signs('a', Selector, Joiner, Rainbow)));

    private static string Signs(params int[] signs) => string.Concat(signs.Select(sign => new Rune(sign)));

    private static void Kept(params int[] signs) => Assert.Equal(Signs(signs), CleanText.Line(Signs(signs)));

    private static void Stays(int before, int sign, int after) => Kept(before, sign, after);

    private static void Goes(int before, int sign, int after) => Assert.Equal(Signs(before, after), CleanText.Line(Signs(before, sign, after)));
}

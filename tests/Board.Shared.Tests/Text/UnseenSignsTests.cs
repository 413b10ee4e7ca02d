using System.Text;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

/// <summary>V8, T4: of which signs nobody sees anything, to the last one of each block.</summary>
public sealed class UnseenSignsTests
{
    /// <summary>Becomes a space.</summary>
    private const int LineBreak = 0x2029;

    /// <summary>Blocks of signs of nothing, first and last; what Unicode calls default ignorable, and a few more.</summary>
    private static readonly (int First, int Last)[] Unseen =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0x1FFFE, 0x1FFFF), (0x2FFFE, 0x2FFFF),
        (0xDFFFE, 0xDFFFF), (0xE0000, 0xE0FFF), (0xEFFFE, 0xEFFFF), (0x10FFFE, 0x10FFFF),
    ];

    /// <summary>Blocks of scripts from right to left.</summary>
    private static readonly (int First, int Last)[] RightToLeft =
        [(0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF)];

    public static TheoryData<int> EndsOfUnseen => [.. Ends(Unseen).Where(sign => sign != LineBreak)];

    public static TheoryData<int> EndsOfRightToLeft => [.. Ends(RightToLeft)];

    [Theory]
    [MemberData(nameof(EndsOfUnseen))]
    public void V8_what_is_not_seen_is_taken_out_of_a_line_and_what_is_seen_stays(int sign)
    {
        var isUnseen = Unseen.Any(block => sign >= block.First && sign <= block.Last);
        Assert.Equal(isUnseen ? "ab" : $"a{new Rune(sign)}b", CleanText.Line($"a{new Rune(sign)}b"));
    }

    [Theory]
    [MemberData(nameof(EndsOfRightToLeft))]
    public void T4_words_are_isolated_where_a_sign_of_them_runs_from_right_to_left(int sign)
    {
        var words = $"Sky {new Rune(sign)}";
        var isolated = RightToLeft.Any(block => sign >= block.First && sign <= block.Last) ? $"\u2068{words}\u2069" : words;
        Assert.Equal(isolated, Bidi.Isolate(words));
        Assert.Equal(isolated, Bidi.Isolate(isolated));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" -…🙂", false)]
    [InlineData("\u3164\u115F", false)]
    [InlineData("…a", true)]
    [InlineData("7", true)]
    [InlineData("山", true)]
    public void V8_a_name_has_a_letter_or_a_digit_that_is_seen(string text, bool has) => Assert.Equal(has, CleanText.HasLetterOrDigit(text));

    [Theory]
    [InlineData("a\u0301\u0302\u0303\u0304\u0305b", "a\u0301\u0302\u0303\u0304b")]
    [InlineData("a\u0301\u0302\u0303\u0304b\u0301", "a\u0301\u0302\u0303\u0304b\u0301")]
    [InlineData("a\u20DD\u20DD\u20DD\u20DD\u20DDb", "a\u20DD\u20DD\u20DD\u20DDb")]
    [InlineData("क\u0903\u0903\u0903\u0903\u0903\u0903", "क\u0903\u0903\u0903\u0903\u0903\u0903")]
    public void V8_four_marks_stand_on_a_letter(string line, string clean) => Assert.Equal(clean, CleanText.Line(line));

    [Fact]
    public void B5_an_edit_takes_memory_for_each_of_its_steps_and_units()
    {
        Assert.Equal(96, NoteHistory.At(0).With(TextEdit.Identity(0)).Bytes);
        Assert.Equal(96 + (4 * 32) + (2 * 3), NoteHistory.At(0).With(TextEdit.Replace(9, 2, 3, "new")).Bytes);
    }

    private static IEnumerable<int> Ends((int First, int Last)[] blocks) => blocks
        .SelectMany(block => new[] { block.First - 1, block.First, block.Last, block.Last + 1 })
        .Where(Rune.IsValid)
        .Distinct();
}

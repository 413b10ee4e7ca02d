using System.Text;
using CsCheck;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.Meeting;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Shared.Tests.Text;

public class CleanTextTests
{
    private const string Sky = "Sky";

    /// <summary>Names as people have them, and signs as they use them: nothing of it is taken away.</summary>
    public static TheoryData<string> Names =>
    [
        "Jo Marsh", "Siân Llŷr-O’Neill", "Nguyễn Thị Ánh", "Nguye\u0302\u0303n", "Łukasz Żółć", "Şükrü İnan", "محمّد بن سلمان", "می\u200Cخواهم", "क्\u200Dष", "ශ්\u200Dරී", "דָּנָה לֵוִי", "ទីន",
        "葛\U000E0100城", "山田 太郎", "김민준", "Tenzin བསྟན་འཛིན", "สมชาย ใจดี", "PC 1422", "Nan ❤\uFE0F", "Team 1\uFE0F\u20E3", "The 👩\u200D👩\u200D👧 Marshes", "Pat 👩🏽\u200D🏫", "Rhys 🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", "Gwen 🏳\uFE0F\u200D🌈",
        "Mum (of Robin & Sky)", "= Nan",
    ];

    /// <summary>Signs of which nobody sees anything.</summary>
    public static TheoryData<int> Unseen =>
        [0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202D, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069, 0x206F, 0x2800, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0x1D173, 0xE0001, 0xE0041, 0xE0100];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_in_any_script_stays_as_it_is(string name)
    {
        Assert.Equal(name, CleanText.Line(name));
        Assert.True(Words.AreALine(name));
        Assert.Null(Join(name));
    }

    [Theory]
    [MemberData(nameof(Unseen))]
    public void A_sign_of_nothing_is_no_name_and_hides_in_none(int sign)
    {
        var nothing = new Rune(sign).ToString();
        Assert.Equal("", CleanText.Line(nothing));
        Assert.Equal("blank", Join(nothing));
        Assert.Equal("blank", Join($" {nothing}{nothing} "));
        foreach (var hidden in new[] { nothing + Sky, "S" + nothing + "ky", Sky + nothing })
        {
            Assert.Equal(Sky, CleanText.Line(hidden));
            Assert.Equal("bad-text", Join(hidden));
        }
    }

    [Theory]
    [InlineData("🙂")]
    [InlineData("…")]
    [InlineData("\u0301")]
    [InlineData("\u00A0\u3000\u2003")]
    [InlineData("-- !!")]
    public void A_line_needs_a_letter_or_a_digit(string line) => Assert.Equal("blank", Join(line));

    [Theory]
    [InlineData("S\u0300\u0301\u0302\u0303\u0304\u0305\u0306ky", "S\u0300\u0301\u0302\u0303ky")]
    [InlineData("ش\u064B\u064C\u064D\u064E\u200D\u064F\u0650ش", "ش\u064B\u064C\u064D\u064E\u200Dش")]
    public void Marks_do_not_pile_up_on_a_letter(string piled, string clean)
    {
        Assert.Equal("bad-text", Join(piled));
        Assert.Equal(clean, CleanText.Line(piled));
        Assert.Null(Join(clean));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\v")]
    [InlineData("\f")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Whatever_begins_a_new_line_is_one_line_feed_and_in_a_line_one_space(string newLine)
    {
        Assert.Equal("one\ntwo", CleanText.Lines($"one{newLine}two"));
        Assert.Equal("one two", CleanText.Line($"one{newLine}two"));
        Assert.Equal(newLine == "\n", Words.AreClean($"one{newLine}two"));
        Assert.Equal("bad-text", Join($"one{newLine}two"));
    }

    [Theory]
    [InlineData("\n\r", "\n\n")]
    [InlineData("\r\r\n\n", "\n\n\n")]
    [InlineData("a\0b\u001Bc\u007F\u009Dd\uFFFEe\uFFFF", "abcde")]
    [InlineData("tab\tstays", "tab\tstays")]
    public void What_a_record_cannot_carry_is_not_there(string text, string clean)
    {
        Assert.Equal(clean, CleanText.Lines(text));
        Assert.Equal(text == clean, Words.AreClean(text));
    }

    /// <summary>No attribute can hold half a sign.</summary>
    [Fact]
    public void Half_a_sign_is_not_there()
    {
        Assert.Equal(" words  after", CleanText.Lines("\uD83D words \uDE42 after"));
        Assert.Equal("🙂", CleanText.Lines("🙂\uD83D"));
        Assert.Equal("🙂", CleanText.Line("\uDE42\uD83D\uDE42"));
        Assert.False(Words.AreClean("a\uD83D"));
    }

    [Fact]
    public void Whatever_is_cleaned_is_clean() => Gen.String.Sample(text =>
    {
        var (lines, line) = (CleanText.Lines(text), CleanText.Line(text));
        Assert.True(Words.AreClean(lines));
        Assert.Equal(line, CleanText.Line(line));
        Assert.True(Words.AreClean(line));
    }, iter: Tier.Cases(20_000));

    [Fact]
    public void Whatever_is_cleaned_of_signs_that_join_and_pile_up_is_clean() =>
        Gen.OneOf("a", "ب", "\u0301", "\u064B", "\u200D", "\u200C", "\u200B", "\uFE0F", "❤", "👩", "🏴", "\U000E0067", "\U000E007F", "1", "\u20E3", "\u202E").List[0, 16].Select(string.Concat).Sample(
            text => Assert.Equal(CleanText.Line(text), CleanText.Line(CleanText.Line(text))), iter: Tier.Cases(50_000));

    /// <summary>Every change that holds a name, a title, or who somebody is.</summary>
    [Theory]
    [InlineData("Sky\u202E")]
    [InlineData("Sky\u200B")]
    [InlineData("Sky\nMarsh")]
    public void Every_line_of_the_board_obeys_the_one_rule(string line)
    {
        var board = SampleBoards.With("Mum").Apply(new AddNote(Id("step"), new(Column.NeedsToHappen), "Step", "step"), Mum);
        Change[] changes =
        [
            new JoinBoard(line, "Mum", Role.Family),
            new JoinBoard("Jo", line, Role.Family),
            new RenamePerson(line, "Mum"),
            new RenamePerson("Jo", line),
            new AddNote(Id("new"), new(Column.Worries), "Words", Voice: new(line, "", false)),
            new AddNote(Id("new"), new(Column.Worries), "Words", Voice: new("Nan", line, false)),
            new AgreeStep(Id("step"), line),
        ];
        Assert.All(changes, change => Assert.Equal("bad-text", change.Check(board, Mum)?.Code));
        Assert.Equal("bad-text", new StartBoard(line, SampleBoards.Start.Template, true).Check(Shared.Model.Board.Empty(Id("empty")), Mum)?.Code);
    }

    [Theory]
    [InlineData("Jo Marsh", false)]
    [InlineData("Siân ❤ 山田", false)]
    [InlineData("דנה", true)]
    [InlineData("Dana (דנה)", true)]
    [InlineData("محمد", true)]
    public void Words_from_right_to_left_are_kept_from_turning_the_sentence_around_them(string name, bool isIsolated) =>
        Assert.Equal(isIsolated ? $"\u2068{name}\u2069" : name, Bidi.Isolate(name));

    private static readonly Stamp Mum = new(SeededIds.Named("Mum"), SampleBoards.Noon);

    private static string Id(string name) => SeededIds.Named(name);

    private static string? Join(string name) => new JoinBoard(name, "made up", Role.Family).Check(SampleBoards.With("Ruth"), new(Id("new"), SampleBoards.Noon))?.Code;
}

using CsCheck;
using MappingBoard.Shared.Language;
using MappingBoard.TestSupport;
using Xunit;

namespace MappingBoard.Shared.Tests.Language;

public sealed class MessageParserTests
{
    private static readonly LanguageRules English = LanguageRules.Of("en")!;

    [Theory]
    [InlineData("The writing is paused.", "The writing is paused.")]
    [InlineData("", "")]
    [InlineData("Hello {name}!", "Hello Ruth!")]
    [InlineData("Hello { name }", "Hello Ruth")]
    [InlineData("{n, number} signs", "4,000 signs")]
    [InlineData("{n, plural, one {# sign} other {# signs}}", "4,000 signs")]
    [InlineData("{one, plural, one {# sign} other {# signs}}", "1 sign")]
    [InlineData("{nought, plural, =0 {nobody} one {one} other {#}} here", "nobody here")]
    [InlineData("{one, plural, one {this is a first} =1 {exactly one} other {#}}", "exactly one")]
    [InlineData("{role, select, family {as family} other {as a helper}}", "as family")]
    [InlineData("{name, select, family {as family} other {as {name}}}", "as Ruth")]
    [InlineData("{one, plural, one {{role, select, family {# of the family} other {#}}} other {}}", "1 of the family")]
    [InlineData("somebody else's own, '{'brackets'}' and '''{'", "somebody else's own, {brackets} and '{")]
    [InlineData("# is a sign where nothing is counted", "# is a sign where nothing is counted")]
    [InlineData("{n, plural, one {} other {'#' #}}", "# 4,000")]
    [InlineData("it''s", "it's")]
    [InlineData("'{it''s}'", "{it's}")]
    [InlineData("{role, select, family {it's} other {}}", "it's")]
    public void A_message_is_said_with_its_arguments(string text, string said)
    {
        var pattern = MessageParser.Parse(text, out var fault);

        Assert.Null(fault);
        Assert.Equal(said, pattern!.Format(Value, English));
    }

    [Theory]
    [InlineData("Hello {name", "comes a comma or a closing bracket")]
    [InlineData("Hello }", "a bracket is closed that was not opened")]
    [InlineData("{}", "comes the name of a placeholder")]
    [InlineData("{Name}", "comes the name of a placeholder")]
    [InlineData("{n, date}", "none of: number, plural, select")]
    [InlineData("{n, plural one {a} other {b}}", "after 'plural' comes a comma")]
    [InlineData("{n, plural, one {a}}", "lacks the form 'other'")]
    [InlineData("{n, plural, several {a} other {b}}", "'several' is no plural form")]
    [InlineData("{n, plural, one {a} one {b} other {c}}", "stands there twice")]
    [InlineData("{n, plural, =01 {a} other {c}}", "without noughts")]
    [InlineData("{n, plural, = {a} other {c}}", "comes a whole number")]
    [InlineData("{n, plural, =1234567890 {a} other {c}}", "comes a whole number")]
    [InlineData("{n, plural, one other {c}}", "comes its text in brackets")]
    [InlineData("{n, plural, other {c", "does not end")]
    [InlineData("{n, plural, other {c}", "a choice does not end")]
    [InlineData("{n, plural, ! {c}}", "here a form is named")]
    [InlineData("{n, number, 2}", "after 'number' comes a closing bracket")]
    [InlineData("'{ and so on", "does not end")]
    [InlineData("{a, select, other {{b, select, other {{c, select, other {{d, select, other {}}}}}}}}", "more than 3 deep")]
    public void What_cannot_be_read_is_said_with_its_place(string text, string said)
    {
        Assert.Null(MessageParser.Parse(text, out var fault));

        Assert.Contains(said, fault!.What);
        Assert.InRange(fault.At, 0, text.Length);
    }

    [Fact]
    public void A_text_past_the_bound_is_not_read()
    {
        Assert.NotNull(MessageParser.Parse(new string('a', MessageParser.MostLength), out _));
        Assert.Null(MessageParser.Parse(new string('a', MessageParser.MostLength + 1), out var fault));
        Assert.Contains("longer than", fault!.What);
    }

    [Fact]
    public void Every_text_is_read_or_has_a_fault_and_every_pattern_can_be_said() =>
        (from pieces in OneOf("{", "}", "'", "#", ",", " ", "=", "0", "7", "n", "name", "plural", "select", "number", "other", "one", "two", "é", "\0", "\ud83d", "{n, plural, ", "other {")
                .Array[0, 40]
         from values in Gen.OneOf(Gen.Long.Select(n => (MessageValue?)MessageValue.Of(n)), Gen.String.Select(s => (MessageValue?)MessageValue.Of(s)), Gen.Const((MessageValue?)null)).Array[2]
         from tag in OneOf([.. LanguageRules.Tags])
         select (Text: string.Concat(pieces), Values: values, Tag: tag)).Sample(
            sample =>
            {
                var pattern = MessageParser.Parse(sample.Text, out var fault);
                Assert.True(pattern is null == fault is not null);
                Assert.NotNull(pattern?.Format(name => sample.Values[name.Length % 2], LanguageRules.Of(sample.Tag)!) ?? "");
            },
            iter: Tier.Cases(20_000));

    [Fact]
    public void What_is_written_as_a_message_is_read_as_the_same() =>
        Gen.Select(Written(2), Gen.Long[0, 12], OneOf([.. LanguageRules.Tags])).Sample(
            (written, n, tag) =>
            {
                var rules = LanguageRules.Of(tag)!;
                var pattern = MessageParser.Parse(written.Text, out var fault);
                Assert.True(pattern is not null, $"{fault?.What} in {written.Text}");
                Assert.Equal(written.Said(n, rules), pattern.Format(name => name == "n" ? n : "family", rules));
            },
            iter: Tier.Cases(5_000));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>A message beside what it says, made without the parser.</summary>
    private sealed record Model(string Text, Func<long, LanguageRules, string> Said);

    private static Gen<Model> Written(int depth)
    {
        var literal = OneOf(("a b", "a b"), ("''", "'"), ("'{'", "{"), ("'}'", "}"), ("'{ it''s }'", "{ it's }"), ("", ""))
            .Select(piece => new Model(piece.Item1, (_, _) => piece.Item2));
        var number = Gen.Const(new Model("{n, number}", (n, rules) => rules.Number(n)));
        var name = Gen.Const(new Model("{who}", (_, _) => "family"));
        if (depth == 0) return Gen.OneOf(literal, number, name);
        var inner = Written(depth - 1);
        var plural = Gen.Select(inner, inner, inner, (exact, few, other) => new Model(
            $"{{n, plural, =2 {{{exact.Text}}} few {{{few.Text}}} other {{{other.Text}{Separator}#}}}}",
            (n, rules) => n == 2 ? exact.Said(n, rules) : rules.FormOf(n) == "few" ? few.Said(n, rules) : other.Said(n, rules) + Separator + rules.Number(n)));
        var select = Gen.Select(inner, inner, (family, other) => new Model(
            $"{{who, select, chair {{{other.Text}}} family {{{family.Text}}} other {{{other.Text}}}}}",
            family.Said));
        return Gen.OneOf(literal, number, name, plural, select).Array[1, 3].Select(parts => new Model(
            string.Join(Separator, parts.Select(part => part.Text)),
            (n, rules) => string.Join(Separator, parts.Select(part => part.Said(n, rules)))));
    }

    /// <summary>Keeps apostrophes of neighbours apart: two in a row are one.</summary>
    private const string Separator = "–";

    private static MessageValue? Value(string name) => name switch
    {
        "name" => "Ruth",
        "role" => "family",
        "n" => 4000,
        "one" => 1,
        "nought" => 0,
        _ => null,
    };
}

using System.Globalization;
using System.Text.Json;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Shared.Tests.Language;

public sealed class LocalizerTests
{
    private static readonly Localizer Polish = new(Catalogue.Read(
        LanguageRules.Of("pl")!,
        """{ "doors": { "here": "{n, plural, one {# osoba} few {# osoby} many {# osób} other {#}}" }, "general": { "empty": "" } }"""u8));

    [Theory]
    [InlineData(1, "1 osoba")]
    [InlineData(3, "3 osoby")]
    [InlineData(12, "12 osób")]
    [InlineData(12_000, "12\u00a0000 osób")]
    public void G2_a_message_is_said_in_the_language_of_the_reader(int n, string said) =>
        Assert.Equal(said, Polish.Say(new("doors", "here", MessageArguments.Of(("n", n)))));

    [Fact]
    public void G2_two_languages_in_one_process_do_not_disturb_each_other_or_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberGroupSeparator = "_", NegativeSign = "minus" } };

            Assert.Equal("4,000", Localizer.Source.Number(4_000));
            Assert.Equal("-4,000", Localizer.Source.Number(-4_000));
            Assert.Equal("-1", Localizer.Source.Number(-1));
            Assert.Equal("12\u00a0000", Polish.Number(12_000));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("refusals", "from-a-newer-server")]
    [InlineData("no-such-group", "too-long")]
    [InlineData("", "")]
    public void G2_a_code_that_this_page_does_not_know_is_a_kind_sentence_and_never_an_empty_line(string group, string key)
    {
        Assert.Null(Localizer.Source.Find(new(group, key)));
        Assert.Equal(Localizer.Source.General.Unknown, Localizer.Source.Say(new(group, key)));
        Assert.NotEmpty(Localizer.Source.General.Unknown);
        Assert.NotEmpty(Polish.Say(new(group, key)));
    }

    [Fact]
    public void An_argument_that_is_missing_or_of_another_kind_still_gives_a_sentence()
    {
        Assert.StartsWith("This is too long", Localizer.Source.Say(new("refusals", "too-long")));
        Assert.Equal("kilka", Polish.Say(new("doors", "here", MessageArguments.Of(("n", "kilka")))));
    }

    [Fact]
    public void The_catalogue_of_a_language_that_is_not_there_is_the_sources() =>
        Assert.Same(Catalogue.Of("en"), Catalogue.Of("de"));

    [Fact]
    public void G2_every_message_of_every_catalogue_can_be_said()
    {
        foreach (var tag in LanguageRules.Tags.Where(tag => Catalogue.Of(tag).Rules.Tag == tag))
        {
            var localizer = new Localizer(Catalogue.Of(tag));
            foreach (var (group, key) in Catalogue.Of(tag).Keys)
                Assert.False(string.IsNullOrWhiteSpace(localizer.Find(new(group, key))), $"{tag}: {group}.{key}");
        }
    }

    [Theory]
    [InlineData("""{"most":4000,"who":"Ruth"}""")]
    [InlineData("{}")]
    [InlineData("""{"n":-9223372036854775808}""")]
    public void Arguments_are_an_object_on_the_wire(string json)
    {
        var arguments = JsonSerializer.Deserialize(json, BoardJson.Default.MessageArguments)!;

        Assert.Equal(json, JsonSerializer.Serialize(arguments, BoardJson.Default.MessageArguments));
        Assert.Equal(arguments, JsonSerializer.Deserialize(json, BoardJson.Default.MessageArguments));
        Assert.Equal(arguments.GetHashCode(), JsonSerializer.Deserialize(json, BoardJson.Default.MessageArguments)!.GetHashCode());
    }

    [Theory]
    [InlineData("""{"most":4.5}""")]
    [InlineData("""{"most":null}""")]
    [InlineData("""{"most":[1]}""")]
    [InlineData("""{"most":1,"most":1}""")]
    [InlineData("[]")]
    [InlineData("""{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}""")]
    public void Arguments_of_another_form_are_not_read(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, BoardJson.Default.MessageArguments));

    [Fact]
    public void Arguments_are_equal_by_their_content()
    {
        Assert.Equal(MessageArguments.Of(("a", 1), ("b", "x")), MessageArguments.Of(("b", "x"), ("a", 1)));
        Assert.NotEqual(MessageArguments.Of(("a", 1)), MessageArguments.Of(("a", "1")));
        Assert.NotEqual(MessageArguments.Of(("a", 1)), MessageArguments.None);
        Assert.Equal(new Message("refusals", "too-long", MessageArguments.Of(("most", 4))), Messages.Refusals.TooLong(4));
        Assert.Throws<ArgumentException>(() => MessageArguments.Of(("a", 1), ("a", 2)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "a": "text" }""")]
    [InlineData("""{ "a": { "b": 1 } }""")]
    [InlineData("""{ "a": { "b": { "c": "" } } }""")]
    [InlineData("""{ "a": { "b": "1", "b": "2" } }""")]
    public void A_catalogue_of_another_form_is_not_read(string json) =>
        Assert.ThrowsAny<JsonException>(() => Catalogue.Read(LanguageRules.Of("en")!, System.Text.Encoding.UTF8.GetBytes(json)));
}

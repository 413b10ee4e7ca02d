using Microsoft.CodeAnalysis;
using Xunit;

namespace MappingBoard.Language.Tests;

/// <summary>A catalogue that is not whole ends the build, with the message's key and the place in the file (G2).</summary>
public sealed class MessageGeneratorTests
{
    private const string English = "/src/Language/en.json";
    private const string Polish = "/src/Language/pl.json";

    [Fact]
    public void Each_message_becomes_a_typed_member()
    {
        var generated = Generated.From(
            """
            using MappingBoard.Shared.Language;
            public static class Use
            {
                public static string Said(Localizer l) =>
                    l.Refusals.Held + l.Refusals.TooLong(most: 4000) + l.WaitingRoom.Waits(name: "Ruth", n: 2, role: "family", @class: "a") + l.Refusals.Say(Messages.Refusals.TooLong(1));
                public static string Say(this RefusalsTexts texts, Message message) => message.Group;
            }
            """,
            (English, """
                {
                  "refusals": { "held": "The writing <is> \"paused\" & kept.", "too-long": "{most, number} is the most." },
                  "waiting-room": { "waits": "{name} and {n, plural, one {# other} other {# others}} wait, {role, select, family {as family} other {}} {class}" }
                }
                """));

        Assert.Empty(generated.Reported);
        Assert.Empty(generated.Compiled);
        Assert.Contains("public static Message TooLong(long most)", generated.Source);
        Assert.Contains("public static Message Held { get; }", generated.Source);
    }

    [Fact]
    public void A_call_that_does_not_fit_the_message_does_not_compile() =>
        Assert.Contains(
            Generated.From(
                "public static class Use { public static string Said(MappingBoard.Shared.Language.Localizer l) => l.A.B(name: 1); }",
                (English, """{ "a": { "b": "{name}" } }""")).Compiled,
            diagnostic => diagnostic.Id == "CS1503");

    [Fact]
    public void Other_files_are_none_of_its_business()
    {
        var generated = Generated.From(("/src/Templates/en.json", "not JSON"), ("/src/Language/notes.json", "nor this"), ("/src/Language/en.txt", ""));

        Assert.Empty(generated.Reported);
        Assert.Empty(generated.Source);
    }

    [Theory]
    [InlineData("LANG001", "an object is expected here", "[]")]
    [InlineData("LANG001", "comma or a closing bracket", """{ "a": { "b": "x" } """)]
    [InlineData("LANG001", "nothing comes after", """{ "a": { "b": "x" } } {}""")]
    [InlineData("LANG001", "a text does not end", """{ "a": { "b": "x } }""")]
    [InlineData("LANG001", "none of JSON's", """{ "a": { "b": "\q" } }""")]
    [InlineData("LANG001", "in double quotes", """{ "a": { "b": 1 } }""")]
    [InlineData("LANG001", "'a.b' stands there twice", """{ "a": { "b": "x", "b": "y" } }""")]
    [InlineData("LANG001", "the group 'a' stands there twice", """{ "a": { "b": "x" }, "a": { "c": "y" } }""")]
    [InlineData("LANG001", "'Bad_Key' is no key", """{ "a": { "Bad_Key": "x" } }""")]
    [InlineData("LANG003", "en.json, a.b: after 'name' comes", """{ "a": { "b": "{name" } }""")]
    [InlineData("LANG003", "en.json, a.b: it is empty", """{ "a": { "b": " " } }""")]
    [InlineData("LANG003", "'n' is used as a number and as a text", """{ "a": { "b": "{n, plural, one {{n}} other {{n}}}" } }""")]
    [InlineData("LANG004", "lacks the plural form 'one'", """{ "a": { "b": "{n, plural, other {#}}" } }""")]
    [InlineData("LANG004", "the plural form 'few', which no whole number has", """{ "a": { "b": "{n, plural, one {#} few {#} other {#}}" } }""")]
    [InlineData("LANG004", "lacks the plural form 'one'", """{ "a": { "b": "{x, select, c {{n, plural, other {#}}} other {{n, plural, one {#} other {#}}}}" } }""")]
    [InlineData("LANG005", "the form 'one' of 'n' leaves out 'name'", """{ "a": { "b": "{n, plural, one {one} other {# {name}}}" } }""")]
    [InlineData("LANG005", "the form 'c' of 'x' has 'name', which the form 'other' lacks", """{ "a": { "b": "{x, select, c {{name}} other {}}" } }""")]
    [InlineData("LANG009", "A.Ab1", """{ "a": { "ab1": "x", "ab-1": "y" } }""")]
    [InlineData("LANG009", "A", """{ "a": { "a": "x" } }""")]
    public void G2_a_fault_of_the_source_language_ends_the_build(string id, string said, string json) => Fails(id, said, English, (English, json));

    [Fact]
    public void A_form_for_one_number_alone_may_leave_things_out() =>
        Assert.Empty(Generated.From((English, """{ "a": { "b": "{n, plural, =0 {nobody} one {{name}} other {# with {name}}}" } }""")).Reported);

    [Theory]
    [InlineData("LANG006", "pl.json, a.b: the message is missing", "{}")]
    [InlineData("LANG007", "pl.json, a.c: en.json has no such message", """{ "a": { "b": "{n, plural, one {#} few {#} many {#} other {#}} {name}", "c": "x" } }""")]
    [InlineData("LANG004", "'n' lacks the plural form 'few'", """{ "a": { "b": "{n, plural, one {#} many {#} other {#}} {name}" } }""")]
    [InlineData("LANG008", "en.json has no placeholder 'nam'", """{ "a": { "b": "{n, plural, one {#} few {#} many {#} other {#}} {nam} {name}" } }""")]
    [InlineData("LANG008", "the placeholder 'name' is missing", """{ "a": { "b": "{n, plural, one {#} few {#} many {#} other {#}}" } }""")]
    [InlineData("LANG008", "'n' is of another kind", """{ "a": { "b": "{n} {name}" } }""")]
    [InlineData("LANG003", "pl.json, a.b:", """{ "a": { "b": "{n" } }""")]
    [InlineData("LANG001", "pl.json: ", "{")]
    public void G2_a_translation_that_does_not_fit_ends_the_build(string id, string said, string json) =>
        Fails(id, said, Polish, (English, """{ "a": { "b": "{n, plural, one {# of} other {# of}} {name}" } }"""), (Polish, json));

    [Fact]
    public void G2_a_translation_chooses_by_the_same_codes() =>
        Fails("LANG008", "does not choose by 'aunt' for 'who'", Polish, (English, """{ "a": { "b": "{who, select, mum {m} other {o}}" } }"""), (Polish, """{ "a": { "b": "{who, select, aunt {m} other {o}}" } }"""));

    [Fact]
    public void A_language_without_plural_rules_ends_the_build() =>
        Fails("LANG002", "'de'", "/src/Language/de.json", (English, """{ "a": { "b": "x" } }"""), ("/src/Language/de.json", """{ "a": { "b": "x" } }"""));

    [Fact]
    public void Translations_without_their_source_end_the_build() => Fails("LANG010", "en.json is not among them", Polish, (Polish, """{ "a": { "b": "x" } }"""));

    [Fact]
    public void A_translation_that_fits_is_taken() =>
        Assert.Empty(Generated.From(
            (English, """{ "a": { "b": "{n, plural, =0 {none} one {# of} other {# of}} {name}" } }"""),
            (Polish, """{ "a": { "b": "{name}: {n, plural, one {#} few {#} many {#} other {#}}" } }""")).Reported);

    private static void Fails(string id, string said, string path, params (string, string)[] catalogues)
    {
        var reported = Generated.From(catalogues).Reported;

        var fault = Assert.Single(reported, diagnostic => diagnostic.Id == id);
        Assert.Equal(DiagnosticSeverity.Error, fault.Severity);
        Assert.Contains(said, fault.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(path, fault.Location.GetLineSpan().Path);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_stands_at_its_key()
    {
        var fault = Assert.Single(Generated.From((English, "{\n  \"a\": {\n    \"b\": \"fine\",\n    \"c\": \"{name\"\n  }\n}\n")).Reported);

        Assert.Equal((3, 4), (fault.Location.GetLineSpan().StartLinePosition.Line, fault.Location.GetLineSpan().StartLinePosition.Character));
    }
}

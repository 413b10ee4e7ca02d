using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MappingBoard.Shared.Language;
using Xunit;

namespace MappingBoard.Shared.Tests.Language;

/// <summary>Our small rules against what ICU says; icu.json was recorded by record-icu.mjs.</summary>
public sealed class LanguageRulesTests
{
    private static readonly JsonElement Recorded =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "icu.json"))).RootElement.GetProperty("languages");

    public static TheoryData<string> Tags => [.. LanguageRules.Tags];

    [Fact]
    public void The_languages_are_those_that_were_recorded() =>
        Assert.Equal(Recorded.EnumerateObject().Select(language => language.Name), LanguageRules.Tags);

    [Theory, MemberData(nameof(Tags))]
    public void G2_whole_numbers_have_the_plural_forms_that_ICU_gives_them(string tag)
    {
        var rules = LanguageRules.Of(tag)!;
        var signs = new StringBuilder();
        for (var n = 0; n <= 100_000; n++) signs.Append(Sign(rules.FormOf(n)));

        var forms = signs.ToString();
        Assert.Equal(Recorded.GetProperty(tag).GetProperty("upTo299").GetString(), forms[..300]);
        Assert.Equal(
            Recorded.GetProperty(tag).GetProperty("sha256UpTo100000").GetString(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(forms))));
        Assert.Equal(forms.Distinct().Order(), rules.Forms.Select(Sign).Order());
    }

    [Theory, MemberData(nameof(Tags))]
    public void Whole_numbers_are_written_as_ICU_writes_them(string tag)
    {
        foreach (var written in Recorded.GetProperty(tag).GetProperty("written").EnumerateObject())
            Assert.Equal(written.Value.GetString(), LanguageRules.Of(tag)!.Number(long.Parse(written.Name)));
    }

    [Theory, MemberData(nameof(Tags))]
    public void Every_number_has_a_form_of_its_language(string tag)
    {
        var rules = LanguageRules.Of(tag)!;
        foreach (var number in (long[])[long.MinValue, -1_000_001, -1, 1_000_000, 12_345_678, long.MaxValue])
        {
            Assert.Contains(rules.FormOf(number), rules.Forms);
            Assert.NotEmpty(rules.Number(number));
        }
    }

    [Fact]
    public void A_language_without_rules_is_none() => Assert.Null(LanguageRules.Of("de"));

    private static char Sign(string form) => form switch
    {
        "zero" => 'z',
        "one" => 'o',
        "two" => 't',
        "few" => 'f',
        "many" => 'm',
        _ => 'x',
    };
}

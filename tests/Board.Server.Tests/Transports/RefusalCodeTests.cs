using System.Reflection;
using System.Text.RegularExpressions;
using MappingBoard.Client;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>
/// Every code that anything refuses by, wherever it stands: a static member of the product's assemblies that is a refusal
/// in one of its forms (G2).
/// </summary>
public sealed partial class RefusalCodeTests
{
    private static readonly Assembly[] Product = [typeof(Refusal).Assembly, typeof(BoardServer).Assembly, typeof(BoardClientServices).Assembly];

    /// <summary>What a page says to its own reader alone, and no server sends.</summary>
    private static readonly string[] OfThePage = ["note-gone", "open-note-gone", "open-note-taken-off", "opened-anew", "no-connection"];

    private static readonly Refusal[] All = [.. Members().Distinct()];

    [Fact]
    public void G2_every_code_has_a_sentence_in_every_catalogue()
    {
        Assert.True(All.Length > 60, $"{All.Length} codes were found");
        foreach (var tag in LanguageRules.Tags.Where(tag => Catalogue.Of(tag).Rules.Tag == tag))
        {
            var localizer = new Localizer(Catalogue.Of(tag));
            Assert.Equal([], All.Where(refusal => localizer.Find(refusal.Message) is not { Length: > 0 }).Select(refusal => $"{tag}: {refusal.Code}"));
        }
    }

    [Fact]
    public void G2_every_sentence_of_a_refusal_belongs_to_a_code() =>
        Assert.Equal([], Catalogue.Of("en").Keys.Where(key => key.Group == "refusals").Select(key => key.Key).Except(All.Select(refusal => refusal.Code)));

    [Fact]
    public void G2_the_arguments_of_a_refusal_are_those_of_its_sentence() =>
        Assert.All(All, refusal => Assert.DoesNotContain("  ", Localizer.Source.Say(refusal.Message), StringComparison.Ordinal));

    [Fact]
    public void A_sentence_is_plain_and_ends()
    {
        foreach (var refusal in All)
        {
            var sentence = Localizer.Source.Say(refusal.Message);
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            foreach (var word in new[] { "invalid", "error", "user", "oops", "null", "session" })
                Assert.DoesNotContain(word, sentence, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_wire_is_documented_with_every_code_and_no_other()
    {
        var wire = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md"));
        var refusals = wire[wire.IndexOf("## Refusals", StringComparison.Ordinal)..];
        var end = refusals.IndexOf("\n## ", StringComparison.Ordinal);
        var doors = wire.Split('\n').Single(line => line.StartsWith("`refused`:", StringComparison.Ordinal));
        var written = Code().Matches(doors + (end < 0 ? refusals : refusals[..end])).Select(code => code.Groups[1].Value).ToHashSet();

        Assert.Equal([], All.Select(refusal => refusal.Code).Except(OfThePage).Except(written));
        Assert.Equal([], written.Except(All.Select(refusal => refusal.Code)).Except(["unreadable", "closed", "refused", "code", "args"]));
    }

    /// <summary>In backticks, in small letters and hyphens.</summary>
    [GeneratedRegex("`([a-z]+(?:-[a-z]+)*)`")]
    private static partial Regex Code();

    private static IEnumerable<Refusal> Members()
    {
        const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var type in Product.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.ContainsGenericParameters))
        {
            foreach (var field in type.GetFields(Statics).Where(field => IsOne(field.FieldType))) yield return Of(field.GetValue(null)!);
            foreach (var method in type.GetMethods(Statics).Where(method => method.ReturnType == typeof(Refusal) && method.GetParameters() is [{ ParameterType: var only }] && only == typeof(int)))
                yield return (Refusal)method.Invoke(null, [4_000])!;
        }
    }

    private static bool IsOne(Type type) =>
        type == typeof(Refusal) || type == typeof(Closed) || type == typeof(Unreadable) || type == typeof(AdmissionRefused);

    private static Refusal Of(object refusal) => refusal switch
    {
        Refusal itself => itself,
        Closed closed => closed.Reason,
        Unreadable unreadable => unreadable.Reason,
        _ => ((AdmissionRefused)refusal).Reason,
    };
}

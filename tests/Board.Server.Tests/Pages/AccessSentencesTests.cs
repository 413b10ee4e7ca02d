using System.Collections.Immutable;
using MappingBoard.Server.Audit;
using MappingBoard.Server.Pages;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>A10: every line of the access log has words, in the language of whoever reads it.</summary>
public sealed class AccessSentencesTests
{
    public static TheoryData<AccessKind> Kinds => [.. Enum.GetValues<AccessKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A10_a_line_of_any_kind_says_what_happened_in_words_of_the_catalogue(AccessKind kind)
    {
        var entry = new AccessEntry("board", SampleBoards.Noon, kind, "kev", "ruth", Detail: "2033/114");
        AccessNames people = new([], new Dictionary<string, string>(StringComparer.Ordinal) { ["kev"] = "Kev Marsh", ["ruth"] = "Ruth Bell" });
        var english = AccessSentences.Of(entry, people, Localizer.Source);
        Assert.Contains(' ', english);
        Assert.DoesNotContain('{', english);
        Assert.True(
            new[] { "Kev Marsh", "Ruth Bell", "2033/114" }.Any(word => english.Contains(word, StringComparison.Ordinal)),
            $"{kind} names nobody and no ground: {english}");

        var key = string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : $"{c}"));
        var other = Catalogue.Read(LanguageRules.Of(LanguageRules.Source)!, System.Text.Encoding.UTF8.GetBytes($$"""{ "access": { "{{key}}": "in other words" } }"""));
        Assert.Equal("in other words", AccessSentences.Of(entry, people, new(other)));
    }

    [Theory]
    [InlineData(Role.Chair, "chair")]
    [InlineData(Role.Professional, "professional")]
    [InlineData(Role.Family, "family")]
    [InlineData(Role.NoteTaker, "note-taker")]
    [InlineData(Role.Observer, "helper")]
    public void A10_as_what_somebody_came_is_said_for_every_role(Role role, string word)
    {
        AccessNames people = new(ImmutableList<Participant>.Empty, new Dictionary<string, string>(StringComparer.Ordinal) { ["kev"] = "Kev" });
        var line = new AccessEntry("board", SampleBoards.Noon, AccessKind.Joined, "kev", Role: role);
        Assert.Equal($"Kev came to the meeting, as {word}", AccessSentences.Of(line, people, Localizer.Source));
    }
}

using System.Text.RegularExpressions;
using MappingBoard.TestSupport;
using Xunit;

namespace MappingBoard.Server.Tests.Architecture;

/// <summary>
/// The field's words, each with one meaning. The house's own words that they replaced stand in no folder, namespace or type
/// of the product and its tests: whoever is new meets one language.
/// </summary>
public sealed partial class WordsTests
{
    /// <summary>Words, as they stand between capitals in a name.</summary>
    private static readonly HashSet<string> Replaced = new(StringComparer.Ordinal)
    {
        "Sight", "Sights", "Leading", "Kept", "Outside", "Door", "Doors", "Look", "Looks", "Keeping", "Moving", "Listing", "Waiting",
        "Seat", "Seats", "Visit", "Visits", "Ear", "Stay", "Farewell", "Elsewhere", "Rounds",
    };

    /// <summary>Whole names whose words mean something else elsewhere.</summary>
    private static readonly HashSet<string> ReplacedNames = new(StringComparer.Ordinal) { "Part", "Parts", "OwnWords", "IHubLine", "IHubLines" };

    public static TheoryData<string> Roots => ["Board.Shared", "Board.Server", "Board.Client", "Board.Language.Generator", "tests", "e2e"];

    [Theory, MemberData(nameof(Roots))]
    public void No_name_has_a_word_that_was_replaced(string root)
    {
        var names = Repository.Sources(root, ".cs", ".razor").SelectMany(NamesIn).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(names);
        Assert.Equal([], names.Where(IsOfOld));
    }

    [Theory]
    [InlineData("NoteSight", true)]
    [InlineData("DoorsState", true)]
    [InlineData("Part", true)]
    [InlineData("Listing", true)]
    [InlineData("MeetingParts", false)]
    [InlineData("OutlookMail", false)]
    [InlineData("RoomConnection", false)]
    public void What_is_found(string name, bool isOfOld) => Assert.Equal(isOfOld, IsOfOld(name));

    private static bool IsOfOld(string name) => ReplacedNames.Contains(name) || Words().Matches(name).Any(word => Replaced.Contains(word.Value));

    /// <summary>The folders of a file, its own name, its namespace and the types that it declares.</summary>
    private static IEnumerable<string> NamesIn(string file)
    {
        var path = Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar, '.');
        var code = File.ReadAllText(file);
        return [.. path, .. Namespace().Matches(code).SelectMany(m => m.Groups[1].Value.Split('.')), .. Type().Matches(code).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"^(?:@)?namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|sealed|static|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record|interface|enum|struct|delegate \w+) ([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Type();
}

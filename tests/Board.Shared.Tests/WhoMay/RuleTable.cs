using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Tests.WhoMay;

/// <summary>The table "Who may do what" as docs/SPEC.md has it, and after it the rules of the kinds that tests alone know.</summary>
internal static class RuleTable
{
    /// <summary>In the order of the table's columns.</summary>
    public static readonly ImmutableArray<Role> Roles = [Role.Chair, Role.Professional, Role.Family, Role.NoteTaker, Role.Observer];

    /// <summary>The rules that the document has.</summary>
    public static readonly ImmutableArray<string> Documented = [.. Lines(Document).Select(cells => cells[0])];

    private static readonly ImmutableDictionary<string, string[]> Rows =
        Lines([.. Document, "| **T1** | wave at a note | yes | yes | yes | yes | – |"]).ToImmutableDictionary(cells => cells[0]);

    private static string[] Document => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "SPEC.md"));

    /// <summary>What it says of a rule, for each role.</summary>
    public static IEnumerable<string> Row(string rule) => Rows[rule].Skip(2);

    private static IEnumerable<string[]> Lines(string[] document) => document
        .Where(line => line.StartsWith("| **", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim(' ', '*')).ToArray())
        .Where(cells => cells.Length == 2 + Roles.Length);
}

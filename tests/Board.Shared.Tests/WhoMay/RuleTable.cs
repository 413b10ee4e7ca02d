using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Tests.WhoMay;

/// <summary>The table "Who may do what" as docs/SPEC.md has it.</summary>
internal static class RuleTable
{
    /// <summary>In the order of the table's columns.</summary>
    public static readonly ImmutableArray<Role> Roles = [Role.Chair, Role.Professional, Role.Family, Role.NoteTaker, Role.Observer];

    private static readonly ImmutableArray<string[]> Rows = Read();

    /// <summary>The ids of its rules about the map.</summary>
    public static IEnumerable<string> Ids => Rows.Select(r => r[0]);

    /// <summary>What it says of a rule, for each role.</summary>
    public static IEnumerable<string> Row(string rule) => Rows.Single(r => r[0] == rule).Skip(2);

    private static ImmutableArray<string[]> Read() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "SPEC.md"))
            .Where(line => line.StartsWith("| **P", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim(' ', '*')).ToArray()),
    ];
}

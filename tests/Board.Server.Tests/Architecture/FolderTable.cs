using System.Text.RegularExpressions;
using MappingBoard.TestSupport;

namespace MappingBoard.Server.Tests.Architecture;

/// <summary>
/// The tables "Where things are" of docs/architecture.md: each folder of a project, and which of its other folders it may
/// use. The document is the rule; the tests hold the code to it.
/// </summary>
internal static partial class FolderTable
{
    /// <summary>The projects whose folders are told of, each the root of its namespaces too.</summary>
    public static readonly string[] Projects = ["Board.Shared", "Board.Server", "Board.Client"];

    /// <summary>What stands in the table of a project: a folder, and the folders that it may use.</summary>
    /// <exception cref="InvalidOperationException">The document has no such table.</exception>
    public static IReadOnlyDictionary<string, string[]> Of(string project)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var rows = lines.SkipWhile(line => !line.StartsWith($"### {project}", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .ToDictionary(row => row.Groups["folder"].Value, row => Named().Matches(row.Groups["uses"].Value).Select(m => m.Groups[1].Value).ToArray());
        return rows.Count > 0 ? rows : throw new InvalidOperationException($"docs/architecture.md tells of no folder of {project}.");
    }

    [GeneratedRegex(@"^\| `(?<folder>\w+)` \|[^|]+\|(?<uses>[^|]*)\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Named();
}

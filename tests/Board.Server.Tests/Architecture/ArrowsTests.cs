using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using MappingBoard.Client.Features.Page;
using MappingBoard.Shared.Changes;
using MappingBoard.TestSupport;
using Xunit;

namespace MappingBoard.Server.Tests.Architecture;

/// <summary>Which folder may use which (DESIGN §1): read from the compiled code, and held against docs/architecture.md.</summary>
public sealed class ArrowsTests
{
    /// <summary>What stands at the top of a project puts its folders together, and may use them all.</summary>
    private const string Top = "";

    private static readonly ArchUnitNET.Domain.Architecture Compiled = new ArchLoader()
        .LoadAssemblies(typeof(Change).Assembly, typeof(BoardServer).Assembly, typeof(BoardPage).Assembly)
        .Build();

    public static TheoryData<string> Projects => [.. FolderTable.Projects];

    [Theory, MemberData(nameof(Projects))]
    public void Each_folder_uses_what_the_document_says_that_it_may(string project)
    {
        var table = FolderTable.Of(project);
        var forbidden = Arrows(project).Where(a => a.From != Top && !table.GetValueOrDefault(a.From, []).Contains(a.To));
        Assert.Empty(forbidden.GroupBy(a => (a.From, a.To)).Select(a => $"{a.Key.From} uses {a.Key.To}: {string.Join(", ", a.Select(one => one.What).Distinct().Take(5))}"));
    }

    [Theory, MemberData(nameof(Projects))]
    public void The_document_allows_nothing_that_is_not_needed(string project)
    {
        var arrows = Arrows(project).Select(a => (a.From, a.To)).ToHashSet();
        Assert.Equal([], FolderTable.Of(project).SelectMany(row => row.Value.Select(to => (row.Key, to))).Where(allowed => !arrows.Contains(allowed)));
    }

    [Theory, MemberData(nameof(Projects))]
    public void No_folder_uses_one_that_uses_it(string project)
    {
        var left = FolderTable.Of(project).ToDictionary();
        while (left.Keys.FirstOrDefault(folder => !left[folder].Any(left.ContainsKey)) is { } lowest) left.Remove(lowest);
        Assert.Empty(left.Keys);
    }

    [Theory, MemberData(nameof(Projects))]
    public void Each_folder_has_its_line(string project) => Assert.Equal(
        Repository.Sources(project, ".cs", ".razor").Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, project), file).Split(Path.DirectorySeparatorChar))
            .Where(path => path.Length > 1).Select(path => path[0]).Distinct().Order(StringComparer.Ordinal),
        FolderTable.Of(project).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Between_projects_arrows_point_at_Board_Shared_and_the_server_hosts_the_clients_root()
    {
        var arrows = Dependencies().Where(d => ProjectOf(d.Origin) != ProjectOf(d.Target)).ToList();
        Assert.DoesNotContain(arrows, d => ProjectOf(d.Origin) == "Board.Shared");
        Assert.DoesNotContain(arrows, d => ProjectOf(d.Target) == "Board.Server");
        Assert.Equal(
            ["BoardClientServices", "BoardPage", "BrowserCalls"],
            arrows.Where(d => ProjectOf(d.Target) == "Board.Client").Select(d => d.Target.Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_method_does_is_looked_at_also_when_it_waits() =>
        // From within an asynchronous method alone: a reading of signatures would not find it.
        Assert.Contains(Arrows("Board.Server"), a => a is { From: "Pages", To: "Ports" } && a.What.Contains("StoreUnavailableException", StringComparison.Ordinal));

    private static IEnumerable<(string From, string To, string What)> Arrows(string project) =>
        from d in Dependencies()
        where ProjectOf(d.Origin) == project && ProjectOf(d.Target) == project
        let arrow = (From: FolderOf(d.Origin), To: FolderOf(d.Target))
        where arrow.From != arrow.To && arrow.To != Top
        select (arrow.From, arrow.To, $"{d.Origin.Name} → {d.Target.Name}");

    private static IEnumerable<ITypeDependency> Dependencies() =>
        Compiled.Types.Where(t => ProjectOf(t) is not null).SelectMany(t => t.Dependencies).Where(d => d.Target is not GenericParameter && ProjectOf(d.Target) is not null);

    private static string? ProjectOf(IType type)
    {
        return type.Namespace?.FullName.Split('.') is ["MappingBoard", var name, ..] && FolderTable.Projects.Contains($"Board.{name}") ? $"Board.{name}" : null;
    }

    private static string FolderOf(IType type) => type.Namespace.FullName.Split('.') is [_, _, var folder, ..] ? folder : Top;
}

using System.Reflection;
using Xunit;

namespace MappingBoard.Server.Tests.Deploy;

/// <summary>What docs/operations.md says of the settings is what there is.</summary>
public sealed class OperationsTests
{
    public static TheoryData<string> Settings() => new(
        from options in typeof(BoardServer).Assembly.GetTypes()
        where options.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
        where section is not null
        from property in options.GetProperties()
        where property.CanWrite || property.PropertyType.IsGenericType
        select $"{section}:{property.Name}");

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_stands_in_the_operators_list(string setting) =>
        Assert.Contains($"`{setting}`", File.ReadAllText(Path.Combine(Root(), "docs", "operations.md")), StringComparison.Ordinal);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MappingBoard.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run from the repository.");
        return folder;
    }
}

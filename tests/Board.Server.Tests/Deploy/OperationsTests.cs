using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using MappingBoard.TestSupport;
using Xunit;

namespace MappingBoard.Server.Tests.Deploy;

/// <summary>What README.md, docs/operations.md and docs/sign-in.md say of the settings is what there is.</summary>
public sealed class OperationsTests
{
    /// <summary>Settings of ASP.NET Core's, and those that are read before anything is bound to a type.</summary>
    private static readonly string[] Unbound =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "AllowedHosts", "Storage:Kind", "Telemetry:Otlp:Endpoint", "Telemetry:Otlp:Protocol",
        "Telemetry:*", "Logging:*",
    ];

    private static readonly Dictionary<string, PropertyInfo> Known = new(
        from options in typeof(BoardServer).Assembly.GetTypes()
        where options.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
        where section is not null
        from property in options.GetProperties()
        where property.CanWrite || property.PropertyType.IsGenericType
        select KeyValuePair.Create($"{section}:{property.Name}", property));

    public static TheoryData<string> Settings => [.. Known.Keys];

    public static TheoryData<string> InReadme => [.. Readme.Select(setting => setting.Name)];

    private static IEnumerable<DocumentedSetting> Readme => DocumentedSetting.Read(Path.Combine(Repository.Root, "README.md"), "## Configure");

    private static IEnumerable<DocumentedSetting> Operations =>
        DocumentedSetting.Read(Path.Combine(Repository.Root, "docs", "operations.md"), "## Settings");

    /// <summary>What the operators' list leaves to the page about signing in.</summary>
    private static IEnumerable<DocumentedSetting> SignIn =>
        DocumentedSetting.Read(Path.Combine(Repository.Root, "docs", "sign-in.md"), "## Settings").Select(setting => setting with { Name = "SignIn:" + setting.Name });

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_stands_in_the_operators_list_with_its_default_and_its_range(string setting)
    {
        var documented = Assert.Single(Operations, row => row.Name == setting);
        if (documented.Name.StartsWith("SignIn:", StringComparison.Ordinal)) documented = Assert.Single(SignIn, row => row.Name == setting);
        AssertIsSo(documented, Known[setting]);
        Assert.Equal(RangeOf(Known[setting]), documented.Bounds);
    }

    [Fact]
    public void Every_line_of_the_operators_list_is_a_setting() =>
        Assert.Empty(Operations.Concat(SignIn).Select(row => row.Name).Except(Known.Keys).Except(Unbound));

    [Theory]
    [MemberData(nameof(InReadme))]
    public void Every_setting_of_the_readme_stands_in_the_operators_list_with_the_same_default(string setting)
    {
        var documented = Assert.Single(Readme, row => row.Name == setting);
        if (setting.EndsWith(":*", StringComparison.Ordinal))
        {
            Assert.Contains(Operations, row => row.Name.StartsWith(setting[..^1], StringComparison.Ordinal));
            return;
        }

        Assert.Equal(Assert.Single(Operations, row => row.Name == setting).DefaultValue ?? "none", documented.DefaultValue ?? "none");
        if (Known.TryGetValue(setting, out var property)) AssertIsSo(documented, property);
    }

    private static void AssertIsSo(DocumentedSetting documented, PropertyInfo property)
    {
        var value = property.GetValue(Activator.CreateInstance(property.DeclaringType!));
        var written = documented.DefaultValue;
        switch (value)
        {
            case null or "" or System.Collections.IEnumerable and not string:
                Assert.True(written is null || property.PropertyType.IsGenericType, $"{documented.Name} has no default.");
                break;
            case int number:
                Assert.Equal(number, int.Parse(written!, NumberStyles.Number, CultureInfo.InvariantCulture));
                break;
            case TimeSpan time:
                Assert.Equal(time, TimeSpan.Parse(written!, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                Assert.Equal(flag ? "true" : "false", written);
                break;
            default:
                Assert.StartsWith($"`{value}`", documented.Default, StringComparison.Ordinal);
                break;
        }
    }

    private static (double Least, double Most)? RangeOf(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() switch
    {
        null => null,
        { OperandType: var type } range when type == typeof(TimeSpan) => (Seconds(range.Minimum), Seconds(range.Maximum)),
        var range => (Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture)),
    };

    private static double Seconds(object time) => TimeSpan.Parse((string)time, CultureInfo.InvariantCulture).TotalSeconds;
}

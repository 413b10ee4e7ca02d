using System.Text.RegularExpressions;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Shared.Tests.Documents;

/// <summary>The table "Changes" of docs/PROTOCOL.md: as it stands there, and as a kind's own record has it.</summary>
internal static partial class ChangeTable
{
    /// <summary>The beginning of a kind's row: its name, and its fields as they are read; what may be left out has a question mark.</summary>
    public static string Row(ChangeKind kind) => $"| `{kind.Name}` | {string.Join(", ", Fields(kind))} |".Replace("|  |", "| |", StringComparison.Ordinal);

    /// <summary>The beginnings of the rows that the document has.</summary>
    public static IEnumerable<string> Documented => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md"))
        .SkipWhile(line => line != "| kind | fields | |").Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => Beginning().Match(line).Value);

    /// <summary>The rows of the table of values: each enumeration that a change may hold, with the fields that hold it.</summary>
    public static IEnumerable<string> Values =>
        from held in ChangeKinds.All.SelectMany(kind => Enumerations(kind.Type)).Distinct()
        group held.Field by held.Type into names
        select $"| {Quoted(names.Order(StringComparer.Ordinal))} | {Quoted(Enum.GetNames(names.Key))} |";

    /// <summary>The rows of that table that the document has.</summary>
    public static IEnumerable<string> DocumentedValues => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md"))
        .SkipWhile(line => line != "| field | values |").Skip(2)
        .TakeWhile(line => line.StartsWith('|'));

    private static IEnumerable<(string Field, Type Type)> Enumerations(Type type) =>
        from field in BoardJson.Default.Options.GetTypeInfo(type).Properties
        let held = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType.GetGenericArguments().FirstOrDefault() ?? field.PropertyType
        where (field.Get is not null || field.AssociatedParameter is not null) && held.Assembly == typeof(Change).Assembly && held != type
        from found in held.IsEnum ? [(field.Name, held)] : Enumerations(held)
        select found;

    private static IEnumerable<string> Fields(ChangeKind kind) =>
        from field in BoardJson.Default.Options.GetTypeInfo(kind.Type).Properties
        where field.AssociatedParameter is not null
        orderby field.AssociatedParameter!.Position
        select $"`{field.Name}`{(field.IsRequired ? "" : "?")}";

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    [GeneratedRegex(@"^\|[^|]*\|[^|]*\|")]
    private static partial Regex Beginning();
}

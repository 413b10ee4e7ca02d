using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using Xunit;

namespace MappingBoard.Shared.Tests.Log;

/// <summary>O5: what is written is what a record is made of; what it derives from that is not part of any hash.</summary>
public sealed class StoredFormTests
{
    public static TheoryData<Type> Written =>
    [
        typeof(Commit), typeof(CommittedBatch), typeof(Snapshot), typeof(ReplicaAnswer), typeof(BoardSnapshot),
        .. ChangeKinds.All.Select(kind => kind.Type),
    ];

    [Theory, MemberData(nameof(Written))]
    public void O5_only_the_parts_of_a_record_are_written(Type type)
    {
        var parts = type.GetConstructors().Single().GetParameters().Select(p => p.Name!);
        var written = JsonSerializer.SerializeToElement(Sample(type), LogJson.Default.Options.GetTypeInfo(type))
            .EnumerateObject().Select(p => p.Name).Where(name => name != "kind");
        Assert.Equal(parts.Order(StringComparer.OrdinalIgnoreCase), written.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void O5_every_kind_of_change_has_a_name() =>
        Assert.Empty(typeof(Change).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Change))).Except(ChangeKinds.All.Select(kind => kind.Type)));

    /// <summary>A value of the type in which no part is null.</summary>
    private static object Sample(Type type)
    {
        if (type == typeof(string)) return "words";
        if (type == typeof(CircleSet)) return CircleSet.Of("everyone");
        if (type == typeof(TextEdit)) return TextEdit.Identity(3);
        if (Nullable.GetUnderlyingType(type) is { } inner) return Sample(inner);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return type.GetField("Empty")!.GetValue(null)!;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type == typeof(bool)) return true;
        if (type.IsValueType) return RuntimeHelpers.GetUninitializedObject(type);
        Assert.False(type.IsAssignableTo(typeof(IEnumerable)), $"No sample of {type.Name}.");
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType))]);
    }
}

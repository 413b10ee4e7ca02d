using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Tests.Changes;
using Xunit;

namespace MappingBoard.Shared.Tests.Documents;

/// <summary>docs/PROTOCOL.md names every kind of change with the fields that are read.</summary>
public sealed class ChangeTableTests
{
    [Fact]
    public void The_protocol_has_one_row_for_each_kind_of_change_with_its_fields() =>
        Assert.Equal(ChangeKinds.All.Except([Wave.Kind]).Select(ChangeTable.Row), ChangeTable.Documented.Order(StringComparer.Ordinal));

    [Fact]
    public void The_protocol_names_the_values_of_every_enumeration_that_a_change_may_hold() =>
        Assert.Equal(ChangeTable.Values.Order(StringComparer.Ordinal), ChangeTable.DocumentedValues);

    [Fact]
    public void A_kind_of_another_assembly_has_a_row_like_any_other() =>
        Assert.Equal("| `wave` | `note`, `up`? |", ChangeTable.Row(Wave.Kind));
}

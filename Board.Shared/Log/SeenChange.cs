using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Log;

/// <summary>
/// One accepted change as its viewers get it (V2). Worked out once, when the change is applied: what is seen of the board and
/// what is sent both come from here.
/// </summary>
/// <param name="Change">The change itself.</param>
/// <param name="Stamp">Whose it is.</param>
/// <param name="Sets">What those who are in the same circles have in common of it, for every set that there is; null for nothing.</param>
/// <param name="IsPersonal">Whether its author sees more of it than that.</param>
/// <param name="Own">Where it is personal, what its author gets instead.</param>
internal sealed record SeenChange(Change Change, Stamp Stamp, ImmutableArray<(CircleSet Set, Change? Seen)> Sets, bool IsPersonal, Change? Own)
{
    /// <param name="change">An accepted change.</param>
    /// <param name="stamp">Whose it is.</param>
    /// <param name="before">The whole board before it.</param>
    /// <param name="after">The whole board with it.</param>
    /// <param name="sets">Every set that anybody ever had.</param>
    public static SeenChange Of(Change change, Stamp stamp, Model.Board before, Model.Board after, IEnumerable<CircleSet> sets)
    {
        var isPersonal = change.IsPersonal(before, stamp);
        var author = after.SetOf(stamp.By);
        return new(
            change,
            stamp,
            [.. sets.Append(author).Distinct().Select(set => (set, change.Project(before, stamp, Viewer.Of(set))))],
            isPersonal,
            isPersonal ? change.Project(before, stamp, new(stamp.By, author)) : null);
    }

    /// <summary>What those have in common of it who are in these circles.</summary>
    public Change? For(CircleSet set)
    {
        foreach (var (known, seen) in Sets)
        {
            if (known == set) return seen;
        }

        return null;
    }

    /// <summary>Whether its author gets a change that others in their circles do not get at all.</summary>
    public bool AuthorGetsMore(Model.Board before) => Own is not null && For(before.SetOf(Stamp.By)) is null;
}

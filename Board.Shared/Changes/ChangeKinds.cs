using System.Collections.Immutable;

namespace MappingBoard.Shared.Changes;

/// <summary>
/// All kinds of change that there are: those of this assembly, which the build lists (see Board.Shared.csproj), and those
/// that another assembly adds before anything is read or written. Safe on any thread.
/// </summary>
public static partial class ChangeKinds
{
    private static readonly Lock Gate = new();
    private static readonly List<ChangeKind> Added = [];
    private static volatile Dictionary<Type, ChangeKind>? _byType;

    /// <summary>All of them, by their names in ordinal order.</summary>
    public static ImmutableArray<ChangeKind> All => [.. ByType().Values.OrderBy(kind => kind.Name, StringComparer.Ordinal)];

    /// <summary>The kind of a change.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has registered its record.</exception>
    public static ChangeKind Of(Change change) => ByType()[change.GetType()];

    /// <summary>Adds a kind of another assembly; for its module initialiser.</summary>
    /// <exception cref="InvalidOperationException">The kinds have been asked for already, so that it would come too late.</exception>
    public static void Add(ChangeKind kind)
    {
        lock (Gate)
        {
            if (_byType is not null) throw new InvalidOperationException($"The kind '{kind.Name}' comes too late: changes have been read or written.");
            Added.Add(kind);
        }
    }

    private static Dictionary<Type, ChangeKind> ByType()
    {
        if (_byType is { } known) return known;
        lock (Gate)
        {
            ChangeKind[] all = [.. Own, .. Added];
            if (all.GroupBy(kind => kind.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
                throw new InvalidOperationException($"Two kinds of change are called '{twice.Key}'.");
            return _byType ??= all.ToDictionary(kind => kind.Type);
        }
    }
}

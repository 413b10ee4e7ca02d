using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>What a container of ours has to be like. Immutable.</summary>
/// <param name="Setting">The setting that names it.</param>
/// <param name="PartitionPath">What its partitions are made by. It cannot be changed.</param>
/// <param name="LetsGo">Whether Cosmos DB takes documents away by itself that say so.</param>
/// <param name="Indexed">The fields that are queried. No other has an index: each makes every write dearer.</param>
internal sealed record ContainerForm(string Setting, string PartitionPath, bool LetsGo, IReadOnlyList<string> Indexed)
{
    /// <summary>Documents live for ever unless one of them says otherwise.</summary>
    private const int ForEverUnlessSaid = -1;

    public static ContainerForm Boards { get; } = new("Storage:Cosmos:Container", "/boardId", LetsGo: false, ["number", "line"]);

    public static ContainerForm Doors { get; } = new("Storage:Cosmos:Doors", "/partition", LetsGo: true, ["number", "line", "did", "named", "listed", "quiet", "board"]);

    /// <summary>Written by the SDK: found by the beginning of their ids, which are always indexed; a lock of theirs goes by itself when whoever made it has died.</summary>
    public static ContainerForm Leases { get; } = new("Storage:Cosmos:Leases", "/id", LetsGo: true, []);

    /// <summary>A container like that, to be made.</summary>
    public ContainerProperties ToMake(string name)
    {
        var indexing = new IndexingPolicy { Automatic = true, IndexingMode = IndexingMode.Consistent };
        foreach (var field in Indexed) indexing.IncludedPaths.Add(new() { Path = $"/{field}/?" });
        indexing.ExcludedPaths.Add(new() { Path = "/*" });
        return new(name, PartitionPath) { DefaultTimeToLive = ForEverUnlessSaid, IndexingPolicy = indexing };
    }

    /// <exception cref="InvalidOperationException">It is not like that; a sentence for whoever sets the server up.</exception>
    public void Require(ContainerProperties there)
    {
        if (there.PartitionKeyPath != PartitionPath)
            throw new InvalidOperationException($"{Setting} has the partition key {there.PartitionKeyPath}; it needs {PartitionPath}. A partition key cannot be changed: name another container.");
        if (there.DefaultTimeToLive is > 0)
            throw new InvalidOperationException($"{Setting} takes every document away after {there.DefaultTimeToLive} seconds. Set its time to live to \"on (no default)\".");
        if (LetsGo && there.DefaultTimeToLive is null)
            throw new InvalidOperationException($"{Setting} keeps documents that are to go by themselves. Set its time to live to \"on (no default)\".");
        if (Indexed.FirstOrDefault(field => !HasIndex(there.IndexingPolicy, field)) is { } missing)
            throw new InvalidOperationException($"{Setting} has no index on /{missing}/?, by which it is asked. Add it to the container's indexing policy.");
        if (there.IndexingPolicy.IndexingMode != IndexingMode.Consistent)
            throw new InvalidOperationException($"{Setting} has no index at all. Set its indexing mode to consistent.");
    }

    private static bool HasIndex(IndexingPolicy policy, string field) =>
        policy.IndexingMode == IndexingMode.Consistent
        && policy.IncludedPaths.Any(p => p.Path == "/*" || IsOf(p.Path, field))
        && !policy.ExcludedPaths.Any(p => IsOf(p.Path, field));

    private static bool IsOf(string path, string field) => path == $"/{field}/?" || path == $"/{field}/*";
}

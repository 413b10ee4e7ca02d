using MappingBoard.Shared.Model;

namespace MappingBoard.TestSupport.Boards;

/// <summary>Ids that look like real ones and are the same for the same seed.</summary>
public static class SeededIds
{
    public static string Id(this Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return Ids.From(bytes);
    }

    /// <summary>The same name gives the same id.</summary>
    public static string Named(string name)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16).CopyTo(bytes);
        return Ids.From(bytes);
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;
}

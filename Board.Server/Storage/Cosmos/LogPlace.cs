using System.Text.Json;
using MappingBoard.Shared.Changes;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// What stands under a number of a board's log, as its document says, whole or damaged: a log that cannot be read can be
/// destroyed as well. Immutable.
/// </summary>
/// <param name="Number">The number.</param>
/// <param name="Changes">The sequence number of the last change; 0 when it cannot be read.</param>
/// <param name="Hash">The hash of the commit, 64 hex digits; all of them 0 when it cannot be read.</param>
/// <param name="IsHusk">Whether it is what is left of a commit.</param>
/// <param name="Tombstone">Set where the log ended before this number.</param>
internal sealed record LogPlace(long Number, long Changes, string Hash, bool IsHusk, Tombstone? Tombstone)
{
    private const int HashBytes = 32;

    /// <summary>The log up to this place; the whole of it, where it has ended.</summary>
    public Tombstone UpToHere => Tombstone ?? new(Number, Changes, Hash);

    public bool IsDestroyed => IsHusk || Tombstone is not null;

    /// <summary>The place as its document says, whose id and number agree; null when they do not.</summary>
    public static LogPlace? Find(JsonElement document) =>
        document.TryGetProperty("number", out var field)
        && field.ValueKind == JsonValueKind.Number
        && field.TryGetInt64(out var number)
        && document.GetProperty("id").GetString() == CommitDocument.IdOf(number)
            ? Of(number, document)
            : null;

    /// <summary>The place under a number, whatever its document says of that.</summary>
    public static LogPlace Of(long number, JsonElement document) => new(
        number,
        document.TryGetProperty("last", out var last) && last.ValueKind == JsonValueKind.Number && last.TryGetInt64(out var changes) ? changes : 0,
        Convert.ToHexStringLower(HashIn(document)),
        document.TryGetProperty("husk", out _),
        document.TryGetProperty("tombstone", out var tombstone) ? ChangeJson.Read(tombstone, CosmosJson.Plain.Tombstone) : null);

    private static byte[] HashIn(JsonElement document) =>
        document.TryGetProperty("hash", out var hash)
        && hash.ValueKind == JsonValueKind.String
        && hash.TryGetBytesFromBase64(out var bytes)
        && bytes.Length == HashBytes
            ? bytes
            : new byte[HashBytes];
}

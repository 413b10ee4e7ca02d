using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Sync;

public sealed partial class BoardJson
{
    /// <summary>Reads a batch that came from outside.</summary>
    /// <exception cref="JsonException">It is not a batch of 1 to <see cref="Bounds.BatchChanges"/> changes.</exception>
    public static Batch ReadBatch(JsonElement json)
    {
        var batch = Read(json, Default.Batch);
        if (batch.Changes.Length is 0 or > Bounds.BatchChanges) throw new JsonException("A batch holds some changes, and not too many.");
        if (batch.Changes.Any(change => change is null)) throw new JsonException("A change is missing.");
        return batch;
    }

    /// <summary>Whether what came from outside is of a kind that this build does not know, and not merely malformed (G1).</summary>
    /// <param name="json">Anything at all.</param>
    /// <param name="type">What it was to be, of several kinds.</param>
    public static bool IsOfUnknownKind(JsonElement json, JsonTypeInfo type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.PolymorphismOptions is { } kinds
            && json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("kind", out var kind)
            && kind.ValueKind == JsonValueKind.String
            && !kinds.DerivedTypes.Any(d => d.TypeDiscriminator is string known && kind.ValueEquals(known));
    }

    /// <summary>Whether a batch holds a change of a kind that this build does not know.</summary>
    public static bool HasChangeOfUnknownKind(JsonElement batch) =>
        batch.ValueKind == JsonValueKind.Object
        && batch.TryGetProperty("changes", out var changes)
        && changes.ValueKind == JsonValueKind.Array
        && changes.EnumerateArray().Any(change => IsOfUnknownKind(change, Default.Change));

    /// <summary>Reads what came from outside.</summary>
    /// <param name="json">Anything at all.</param>
    /// <param name="type">One of <see cref="Default"/>'s.</param>
    /// <exception cref="JsonException">It is not one of these; nothing else is thrown. The message names no content.</exception>
    public static T Read<T>(JsonElement json, JsonTypeInfo<T> type)
    {
        try
        {
            return json.Deserialize(type) ?? throw Nothing();
        }
        catch (Exception unreadable) when (IsOfTheText(unreadable))
        {
            throw NotOfOurs(unreadable);
        }
    }

    /// <summary>Reads UTF-8 from wherever it comes: another server, a store, a file.</summary>
    /// <inheritdoc cref="Read{T}(JsonElement, JsonTypeInfo{T})"/>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Nothing();
        }
        catch (Exception unreadable) when (IsOfTheText(unreadable))
        {
            throw NotOfOurs(unreadable);
        }
    }

    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    public static T Read<T>(Stream json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Nothing();
        }
        catch (Exception unreadable) when (IsOfTheText(unreadable))
        {
            throw NotOfOurs(unreadable);
        }
    }

    /// <summary>A missing "kind" is a NotSupportedException, half a surrogate pair an InvalidOperationException.</summary>
    private static bool IsOfTheText(Exception fault) =>
        fault is NotSupportedException or InvalidOperationException or ArgumentException or FormatException or OverflowException;

    private static JsonException Nothing() => new("There is nothing here.");

    private static JsonException NotOfOurs(Exception cause) => new("This is not in a form of the board's.", cause);
}

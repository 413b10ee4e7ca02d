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

    /// <summary>Reads what came from outside.</summary>
    /// <param name="json">Anything at all.</param>
    /// <param name="type">One of <see cref="Default"/>'s.</param>
    /// <exception cref="JsonException">It is not one of these; nothing else is thrown. The message names no content.</exception>
    public static T Read<T>(JsonElement json, JsonTypeInfo<T> type)
    {
        try
        {
            return json.Deserialize(type) ?? throw new JsonException("There is nothing here.");
        }
        catch (Exception unreadable) when (unreadable is NotSupportedException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // A missing "kind" is a NotSupportedException, half a surrogate pair an InvalidOperationException.
            throw new JsonException("This is not a message of the board's.", unreadable);
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Reads what comes from outside. What cannot be read gets a clear answer and changes nothing (B5).</summary>
internal static class Incoming
{
    public static Unreadable Malformed { get; } = new("malformed");

    public static Unreadable UnknownKind { get; } = new("unknown-kind");

    public static Unreadable TooLarge { get; } = new("too-large");

    public static Unreadable NotEntered { get; } = new("not-entered");

    public static Unreadable AlreadyEntered { get; } = new("already-entered");

    /// <summary>Reads a batch.</summary>
    public static bool TryReadBatch(JsonElement payload, [NotNullWhen(true)] out Batch? batch, [NotNullWhen(false)] out Unreadable? unreadable) =>
        TryRead(payload, BoardJson.ReadBatch, ChangeJson.HasChangeOfUnknownKind, out batch, out unreadable);

    /// <summary>Reads any other message.</summary>
    public static bool TryRead<T>(JsonElement payload, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? message, [NotNullWhen(false)] out Unreadable? unreadable)
        where T : class => TryRead(payload, json => ChangeJson.Read(json, type), json => ChangeJson.IsOfUnknownKind(json, type), out message, out unreadable);

    /// <summary>Bytes of UTF-8.</summary>
    public static int SizeOf(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(payload).Length;

    private static bool TryRead<T>(
        JsonElement payload,
        Func<JsonElement, T> read,
        Func<JsonElement, bool> isOfUnknownKind,
        [NotNullWhen(true)] out T? message,
        [NotNullWhen(false)] out Unreadable? unreadable)
        where T : class
    {
        message = null;
        unreadable = null;
        if (SizeOf(payload) > Bounds.MessageBytes)
        {
            unreadable = TooLarge;
            return false;
        }

        try
        {
            message = read(payload);
            return true;
        }
        catch (JsonException)
        {
            // Its reason would quote what was sent; the sender gets a sentence instead.
            unreadable = isOfUnknownKind(payload) ? UnknownKind : Malformed;
            return false;
        }
    }
}

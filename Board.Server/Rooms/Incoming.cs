using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Reads what comes from outside. What cannot be read gets a clear answer and changes nothing (B5).</summary>
internal static class Incoming
{
    public static Unreadable Malformed { get; } = new("malformed", "The server could not read what this page sent. Load the page again.");

    public static Unreadable TooLarge { get; } = new("too-large", "This is too much at once. Divide it into smaller parts.");

    public static Unreadable NotEntered { get; } = new("not-entered", "This page has not come in yet. Load the page again.");

    public static Unreadable AlreadyEntered { get; } = new("already-entered", "This page has come in already. Load the page again.");

    /// <summary>Reads a message by hand, so that nothing of how it failed reaches the sender.</summary>
    public static bool TryRead<T>(
        JsonElement payload,
        JsonTypeInfo<T> type,
        [NotNullWhen(true)] out T? message,
        [NotNullWhen(false)] out Unreadable? unreadable)
        where T : class
    {
        message = null;
        unreadable = SizeOf(payload) > Bounds.MessageBytes ? TooLarge : null;
        if (unreadable is not null) return false;
        try
        {
            message = payload.Deserialize(type);
        }
        catch (JsonException)
        {
            // Told below. Why it failed would quote what was sent.
        }

        unreadable = message is null ? Malformed : null;
        return message is not null;
    }

    /// <summary>Bytes of UTF-8.</summary>
    public static int SizeOf(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(payload).Length;

    /// <summary>What a type cannot say of a batch.</summary>
    public static Unreadable? Check(Batch batch, int bytes)
    {
        if (batch.N < 1 || batch.Changes.IsDefaultOrEmpty || batch.Changes.Any(c => c is null)) return Malformed;
        return bytes > Bounds.MessageBytes || batch.Changes.Length > Bounds.BatchChanges ? TooLarge : null;
    }
}

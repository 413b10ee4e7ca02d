using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MappingBoard.Shared.Changes;

/// <summary>
/// How JSON with changes in it is read and written, on the wire and in the log. A missing field or a null where none may
/// be is a <see cref="JsonException"/>, and so is a kind of change that is not known. Immutable.
/// </summary>
public abstract class ChangeJson
{
    /// <param name="generated">What the source generator made of the types.</param>
    protected ChangeJson(JsonSerializerContext generated)
    {
        ArgumentNullException.ThrowIfNull(generated);
        var elsewhere = ChangeKinds.All.Select(kind => kind.Json).OfType<IJsonTypeInfoResolver>();
        Options = new(generated.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine([generated, .. elsewhere]).WithAddedModifier(NameKinds),
        };
        Options.MakeReadOnly();
    }

    /// <summary>Read-only.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>How a value of a type is read and written.</summary>
    /// <exception cref="NotSupportedException">It is none of these.</exception>
    public JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Whether what came from outside is of a kind that this build does not know, and not merely malformed (G1).</summary>
    /// <param name="json">Anything at all.</param>
    /// <param name="type">What it was to be, of several kinds.</param>
    public static bool IsOfUnknownKind(JsonElement json, JsonTypeInfo type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.PolymorphismOptions is { } kinds && IsOfNone(json, kinds.DerivedTypes.Select(d => d.TypeDiscriminator).OfType<string>());
    }

    /// <summary>Whether a batch holds a change of a kind that this build does not know.</summary>
    /// <param name="batch">Anything at all.</param>
    public static bool HasChangeOfUnknownKind(JsonElement batch) =>
        batch.ValueKind == JsonValueKind.Object
        && batch.TryGetProperty("changes", out var changes)
        && changes.ValueKind == JsonValueKind.Array
        && changes.EnumerateArray().Any(change => IsOfNone(change, ChangeKinds.All.Select(kind => kind.Name)));

    /// <summary>Reads what came from outside.</summary>
    /// <param name="json">Anything at all.</param>
    /// <param name="type">How it is read.</param>
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

    /// <summary>Whether it names a kind, and none of these.</summary>
    private static bool IsOfNone(JsonElement json, IEnumerable<string> kinds) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("kind", out var named)
        && named.ValueKind == JsonValueKind.String
        && !kinds.Any(kind => named.ValueEquals(kind));

    /// <summary>A missing "kind" is a NotSupportedException, half a surrogate pair an InvalidOperationException.</summary>
    private static bool IsOfTheText(Exception fault) =>
        fault is NotSupportedException or InvalidOperationException or ArgumentException or FormatException or OverflowException;

    private static JsonException Nothing() => new("There is nothing here.");

    private static JsonException NotOfOurs(Exception cause) => new("This is not in a form of the board's.", cause);

    /// <summary>A change carries the name of its kind, whichever assembly has registered it.</summary>
    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type != typeof(Change)) return;
        type.PolymorphismOptions = new()
        {
            TypeDiscriminatorPropertyName = "kind",
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var kind in ChangeKinds.All) type.PolymorphismOptions.DerivedTypes.Add(new(kind.Type, kind.Name));
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MappingBoard.Shared.Templates;

/// <summary>Reads the JSON files that are built into this assembly.</summary>
internal static class EmbeddedJson
{
    /// <summary>The bytes of an embedded file, by its logical name, for example <c>Templates/review.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file is not in the assembly.</exception>
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"'{name}' is not built into the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Parses the bytes of a file.</summary>
    /// <exception cref="InvalidDataException">They are not the JSON of a <typeparamref name="T"/>; the message names the file.</exception>
    public static T Parse<T>(string name, ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        // The editor of somebody who adapts a template may write a byte order mark; JSON itself does not allow one.
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        try
        {
            return JsonSerializer.Deserialize(utf8, type)
                ?? throw new InvalidDataException($"'{name}' holds nothing but null.");
        }
        // A polymorphic object that does not say which kind it is comes as NotSupportedException.
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"'{name}' cannot be read: {fault.Message}", fault);
        }
    }
}

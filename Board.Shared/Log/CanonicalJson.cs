using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MappingBoard.Shared.Log;

/// <summary>
/// JSON in the one form that is hashed and stored: the same value gives the same bytes on every machine. UTF-8; keys
/// sorted by their UTF-16 units; no white space; of a string only <c>"</c>, <c>\</c> and the units below U+0020 are
/// escaped; whole numbers as they are written. This is RFC 8785 for values without fractions. Safe on any thread.
/// </summary>
public static class CanonicalJson
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The canonical bytes of a value as its type writes itself.</summary>
    /// <exception cref="FormatException">The value has no canonical form: see <see cref="Bytes(JsonElement)"/>.</exception>
    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type) => Bytes(JsonSerializer.SerializeToElement(value, type));

    /// <summary>The canonical bytes of a value.</summary>
    /// <exception cref="FormatException">
    /// A number with a fraction or an exponent or minus zero, a key that stands twice in one object, or a text that is
    /// not well-formed Unicode. The message holds nothing of the value.
    /// </exception>
    /// <exception cref="ArgumentException">The default <see cref="JsonElement"/>, which is no value.</exception>
    public static byte[] Bytes(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        Write(value, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> bytes)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, bytes);
                break;
            case JsonValueKind.Array:
                WriteArray(value, bytes);
                break;
            case JsonValueKind.String:
                WriteText(WellFormed(value, v => v.GetString()!), bytes);
                break;
            case JsonValueKind.Number:
                WriteNumber(value.GetRawText(), bytes);
                break;
            case JsonValueKind.True:
                bytes.Write("true"u8);
                break;
            case JsonValueKind.False:
                bytes.Write("false"u8);
                break;
            case JsonValueKind.Null:
                bytes.Write("null"u8);
                break;
            default:
                throw new ArgumentException("There is no value.", nameof(value));
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> bytes)
    {
        var properties = new List<(string Name, JsonElement Value)>();
        foreach (var property in value.EnumerateObject()) properties.Add((WellFormed(property, p => p.Name), property.Value));
        properties.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));

        bytes.Write("{"u8);
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0 && properties[i].Name == properties[i - 1].Name) throw new FormatException("A key stands twice in one object.");
            if (i > 0) bytes.Write(","u8);
            WriteText(properties[i].Name, bytes);
            bytes.Write(":"u8);
            Write(properties[i].Value, bytes);
        }

        bytes.Write("}"u8);
    }

    private static void WriteArray(JsonElement value, ArrayBufferWriter<byte> bytes)
    {
        bytes.Write("["u8);
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first) bytes.Write(","u8);
            first = false;
            Write(item, bytes);
        }

        bytes.Write("]"u8);
    }

    private static void WriteNumber(string digits, ArrayBufferWriter<byte> bytes)
    {
        if (digits == "-0" || digits.AsSpan().ContainsAny('.', 'e', 'E')) throw new FormatException("A number is not a whole one.");
        StrictUtf8.GetBytes(digits, bytes);
    }

    private static void WriteText(string text, ArrayBufferWriter<byte> bytes)
    {
        bytes.Write("\""u8);
        var rest = text.AsSpan();
        for (var plain = PlainLength(rest); !rest.IsEmpty; plain = PlainLength(rest))
        {
            StrictUtf8.GetBytes(rest[..plain], bytes);
            if (plain < rest.Length) StrictUtf8.GetBytes(Escaped(rest[plain++]), bytes);
            rest = rest[plain..];
        }

        bytes.Write("\""u8);
    }

    private static int PlainLength(ReadOnlySpan<char> text)
    {
        var escaped = 0;
        while (escaped < text.Length && text[escaped] is >= ' ' and not '"' and not '\\') escaped++;
        return escaped;
    }

    private static string Escaped(char unit) => unit switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
    };

    /// <summary>Reads a text, which the parser checks only now.</summary>
    private static string WellFormed<T>(T value, Func<T, string> read)
    {
        try
        {
            return read(value);
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("A text is not well-formed Unicode.");
        }
    }
}

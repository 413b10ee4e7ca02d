using System.Text.Json;
using System.Text.Json.Serialization;

namespace MappingBoard.Shared.Text;

/// <summary>
/// An edit on the wire and in the log: an array of positive numbers (keep so many UTF-16 units), strings (insert) and
/// negative numbers (delete), for example <c>[5,"hello",-3,12]</c>. Written in canonical form; anything else is refused
/// when read, so an edit has exactly one form. Needs no reflection.
/// </summary>
public sealed class TextEditJson : JsonConverter<TextEdit>
{
    /// <summary>The most steps that are read.</summary>
    public const int MaxSteps = 20_000;

    /// <summary>The longest text, before or after the edit, that is read, in UTF-16 units. Far above what a note may hold.</summary>
    public const int MaxLength = 1_000_000;

    /// <summary>An edit is never null: leave the property out instead.</summary>
    public override bool HandleNull => true;

    /// <exception cref="JsonException">Anything that is not an edit in canonical form and within the bounds.</exception>
    public override TextEdit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A text edit is an array.");
        var edit = new TextEditBuilder();
        var (steps, before, after) = (0, 0L, 0L);
        TextStep? previous = null;
        while (true)
        {
            if (!reader.Read()) throw new JsonException("A text edit breaks off.");
            if (reader.TokenType == JsonTokenType.EndArray) return edit.Build();
            var step = ReadStep(ref reader);
            if (previous is { } last && !MayFollow(last, step)) throw new JsonException("A text edit is not in canonical form.");
            previous = step;
            if (!step.IsInsert) before += step.Length;
            if (!step.IsDelete) after += step.Length;
            if (++steps > MaxSteps || before > MaxLength || after > MaxLength) throw new JsonException("A text edit is too large.");
            if (step.IsInsert) edit.Insert(step.Inserted);
            else if (step.IsDelete) edit.Delete(step.Length);
            else edit.Retain(step.Length);
        }
    }

    public override void Write(Utf8JsonWriter writer, TextEdit value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (var step in value.Steps)
        {
            if (step.IsInsert) writer.WriteStringValue(step.Inserted);
            else writer.WriteNumberValue(step.Count);
        }

        writer.WriteEndArray();
    }

    private static bool MayFollow(TextStep previous, TextStep step) =>
        step.IsInsert ? previous.IsRetain
        : step.IsDelete ? !previous.IsDelete
        : !previous.IsRetain;

    private static TextStep ReadStep(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return TextStep.Insert(ReadInsert(ref reader));
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var count) || count is 0 or int.MinValue)
            throw new JsonException("A step of a text edit is a whole number other than zero, or a text.");
        return new TextStep(count, null);
    }

    private static string ReadInsert(ref Utf8JsonReader reader)
    {
        try
        {
            var text = reader.GetString();
            return string.IsNullOrEmpty(text) ? throw new JsonException("A text edit inserts nothing.") : text;
        }
        catch (InvalidOperationException broken)
        {
            // The reader's answer to half a surrogate pair and to bytes that are not UTF-8.
            throw new JsonException("A text edit inserts something that is not text.", broken);
        }
    }
}

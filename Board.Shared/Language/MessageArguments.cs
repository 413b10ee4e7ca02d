using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MappingBoard.Shared.Language;

/// <summary>
/// What is put into a message: names and values, each name once, in the order of the names. Immutable and compared by its
/// content. On the wire and in the log an object of whole numbers and texts.
/// </summary>
[JsonConverter(typeof(MessageArgumentsJson))]
public sealed class MessageArguments : IEquatable<MessageArguments>
{
    /// <summary>How many a message may have.</summary>
    public const int Most = 8;

    private readonly ImmutableArray<KeyValuePair<string, MessageValue>> _values;

    private MessageArguments(ImmutableArray<KeyValuePair<string, MessageValue>> values) => _values = values;

    public static MessageArguments None { get; } = new([]);

    public bool IsEmpty => _values.IsEmpty;

    /// <summary>In the order of the names.</summary>
    public ImmutableArray<KeyValuePair<string, MessageValue>> Values => _values;

    /// <exception cref="ArgumentException">A name stands there twice, or there are more than <see cref="Most"/>.</exception>
    public static MessageArguments Of(params ReadOnlySpan<(string Name, MessageValue Value)> values)
    {
        if (values.Length > Most) throw new ArgumentException("A message has fewer arguments.", nameof(values));
        var sorted = ImmutableArray.CreateBuilder<KeyValuePair<string, MessageValue>>(values.Length);
        foreach (var (name, value) in values) sorted.Add(new(name, value));
        sorted.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Key == sorted[i - 1].Key) throw new ArgumentException("A message's argument has one value.", nameof(values));
        }

        return sorted.Count == 0 ? None : new(sorted.MoveToImmutable());
    }

    /// <summary>The value of a name; null when there is none.</summary>
    public MessageValue? ValueOf(string name)
    {
        foreach (var (known, value) in _values)
        {
            if (known == name) return value;
        }

        return null;
    }

    public bool Equals(MessageArguments? other) => other is not null && _values.AsSpan().SequenceEqual(other._values.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as MessageArguments);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in _values)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", _values.Select(value => $"{value.Key}: {value.Value}"));
}

/// <summary><c>{"most":4000}</c>.</summary>
internal sealed class MessageArgumentsJson : JsonConverter<MessageArguments>
{
    public override MessageArguments Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A message's arguments are an object.");
        var values = new List<(string, MessageValue)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (values.Count == MessageArguments.Most || values.Exists(value => value.Item1 == name)) throw new JsonException("A message has few arguments, each of them once.");
            reader.Read();
            values.Add((name, reader.TokenType switch
            {
                JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
                JsonTokenType.String => reader.GetString()!,
                _ => throw new JsonException("A message's argument is a whole number or a text."),
            }));
        }

        return MessageArguments.Of([.. values]);
    }

    public override void Write(Utf8JsonWriter writer, MessageArguments value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, argument) in value.Values)
        {
            if (argument.Text is { } text) writer.WriteString(name, text);
            else writer.WriteNumber(name, argument.Number);
        }

        writer.WriteEndObject();
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MappingBoard.Shared.Model;

/// <summary>
/// The circles that somebody is in. All that follows from who they are for what they see (V1): people with equal sets have
/// one stream (C6). Only ⊆ compares circles; the order of the ids here means nothing. Immutable, compared by content.
/// </summary>
[JsonConverter(typeof(CircleSetJson))]
public sealed class CircleSet : IEquatable<CircleSet>
{
    private readonly ImmutableArray<string> _ids;
    private readonly string _key;

    private CircleSet(ImmutableArray<string> ids)
    {
        _ids = ids;
        _key = string.Join(' ', ids);
    }

    /// <summary>The ids, each once, in ordinal order.</summary>
    public ImmutableArray<string> Ids => _ids;

    /// <param name="circles">Ids of circles, in any order.</param>
    public static CircleSet Of(IEnumerable<string> circles)
    {
        var ids = new List<string>(circles);
        ids.Sort(StringComparer.Ordinal);
        for (var i = ids.Count - 1; i > 0; i--)
        {
            if (ids[i] == ids[i - 1]) ids.RemoveAt(i);
        }

        return new([.. ids]);
    }

    /// <inheritdoc cref="Of(IEnumerable{string})"/>
    public static CircleSet Of(params ReadOnlySpan<string> circles) => Of(circles.ToArray().AsEnumerable());

    public static bool operator ==(CircleSet? left, CircleSet? right) => Equals(left, right);

    public static bool operator !=(CircleSet? left, CircleSet? right) => !Equals(left, right);

    public bool Contains(string circle)
    {
        foreach (var id in _ids)
        {
            if (id == circle) return true;
        }

        return false;
    }

    /// <summary>The same with one circle more.</summary>
    public CircleSet With(string circle) => Contains(circle) ? this : Of(_ids.Add(circle));

    public bool Equals(CircleSet? other) => other is not null && (ReferenceEquals(this, other) || _key == other._key);

    public override bool Equals(object? obj) => Equals(obj as CircleSet);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_key);

    public override string ToString() => _key;
}

/// <summary>A set of circles as JSON: its ids as an array.</summary>
public sealed class CircleSetJson : JsonConverter<CircleSet>
{
    public override CircleSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Circles are an array.");
        var ids = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String) ids.Add(reader.GetString()!);
        return reader.TokenType == JsonTokenType.EndArray ? CircleSet.Of(ids.ToImmutable()) : throw new JsonException("A circle is named by its id.");
    }

    public override void Write(Utf8JsonWriter writer, CircleSet value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (var id in value.Ids) writer.WriteStringValue(id);
        writer.WriteEndArray();
    }
}

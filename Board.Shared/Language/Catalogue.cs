using System.Collections.Concurrent;
using System.Text.Json;

namespace MappingBoard.Shared.Language;

/// <summary>
/// All messages of one language. Immutable to those who use it, safe on any thread; texts are parsed when they are first
/// wanted.
/// </summary>
public sealed class Catalogue
{
    private static readonly ConcurrentDictionary<string, Catalogue> BuiltIn = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Group, string Key), string> _texts;
    private readonly ConcurrentDictionary<(string Group, string Key), MessagePattern> _patterns = new();

    private Catalogue(LanguageRules rules, Dictionary<(string Group, string Key), string> texts)
    {
        Rules = rules;
        _texts = texts;
    }

    public LanguageRules Rules { get; }

    /// <summary>The group and key of every message.</summary>
    public IEnumerable<(string Group, string Key)> Keys => _texts.Keys;

    /// <summary>The catalogue that is built into this assembly for a language; the source language's when there is none.</summary>
    public static Catalogue Of(string tag) =>
        BuiltIn.TryGetValue(tag, out var known) ? known
        : LanguageRules.Of(tag) is { } rules && Bytes(tag) is { } bytes ? BuiltIn.GetOrAdd(tag, Read(rules, bytes))
        : tag != LanguageRules.Source ? Of(LanguageRules.Source)
        : throw new InvalidDataException("The source language is not built into the assembly.");

    /// <summary>Reads a catalogue: an object of groups, each an object of texts. The build has checked those that are built in.</summary>
    /// <exception cref="JsonException">It is not that.</exception>
    public static Catalogue Read(LanguageRules rules, ReadOnlySpan<byte> utf8)
    {
        var texts = new Dictionary<(string, string), string>();
        var reader = new Utf8JsonReader(utf8);
        var group = "";
        var key = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                    group = reader.GetString()!;
                    break;
                case JsonTokenType.PropertyName when reader.CurrentDepth == 2:
                    key = reader.GetString()!;
                    break;
                case JsonTokenType.String when reader.CurrentDepth == 2 && texts.TryAdd((group, key), reader.GetString()!):
                case JsonTokenType.StartObject when reader.CurrentDepth <= 1:
                case JsonTokenType.EndObject:
                    break;
                default:
                    throw new JsonException("A catalogue is an object of groups of texts, each key once.");
            }
        }

        return new(rules, texts);
    }

    /// <summary>The text of a message; null when the catalogue lacks it.</summary>
    public MessagePattern? Pattern(string group, string key)
    {
        if (_patterns.TryGetValue((group, key), out var known)) return known;
        return _texts.TryGetValue((group, key), out var text) && MessageParser.Parse(text, out _) is { } pattern
            ? _patterns.GetOrAdd((group, key), pattern)
            : null;
    }

    private static byte[]? Bytes(string tag)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"Language/{tag}.json");
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

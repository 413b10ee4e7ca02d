using System.Text;

namespace MappingBoard.Language.Generator;

/// <summary>One text of a catalogue, with the place of its key in the file.</summary>
internal sealed class CatalogueText(string group, string key, string text, int at, int length)
{
    public string Group { get; } = group;

    public string Key { get; } = key;

    public string Text { get; } = text;

    public int At { get; } = at;

    public int Length { get; } = length;
}

/// <summary>
/// Reads a catalogue: an object of groups, each an object of texts. A reader of its own, since a generator brings no
/// assemblies to the compiler; it knows where each key stands, and takes no key twice.
/// </summary>
internal sealed class JsonCatalogue
{
    private readonly string _json;
    private int _at;

    private JsonCatalogue(string json) => _json = json;

    private List<CatalogueText> Texts { get; } = [];

    /// <summary>What is wrong with the file, and where.</summary>
    private (int At, string What)? Fault { get; set; }

    /// <summary>The texts up to the first fault, and the fault.</summary>
    public static (IReadOnlyList<CatalogueText> Texts, (int At, string What)? Fault) Read(string json)
    {
        var reader = new JsonCatalogue(json);
        var groups = new HashSet<string>(StringComparer.Ordinal);
        _ = reader.Members((group, at, _) =>
        {
            if (!groups.Add(group)) return reader.Fail($"the group '{group}' stands there twice", at);
            if (!IsKey(group)) return reader.Fail(KeyForm(group), at);
            var keys = new HashSet<string>(StringComparer.Ordinal);
            return reader.Members((key, keyAt, length) =>
            {
                if (!keys.Add(key)) return reader.Fail($"the key '{group}.{key}' stands there twice", keyAt);
                if (!IsKey(key)) return reader.Fail(KeyForm(key), keyAt);
                if (reader.String() is not { } text) return false;
                reader.Texts.Add(new(group, key, text, keyAt, length));
                return true;
            });
        }) && reader.End();
        return (reader.Texts, reader.Fault);
    }

    private static bool IsKey(string key) =>
        key.Length > 0 && key[0] is >= 'a' and <= 'z' && key[key.Length - 1] != '-' && key.IndexOf("--", StringComparison.Ordinal) < 0
        && key.All(sign => sign is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static string KeyForm(string key) => $"'{key}' is no key: small letters and digits, in words joined by '-'";

    private bool Members(Func<string, int, int, bool> member)
    {
        if (!Take('{')) return Fail("an object is expected here");
        if (Take('}')) return true;
        do
        {
            Space();
            var from = _at;
            if (String() is not { } key) return false;
            var length = _at - from;
            if (!Take(':')) return Fail("a colon is expected here");
            if (!member(key, from, length)) return false;
        }
        while (Take(','));
        return Take('}') || Fail("a comma or a closing bracket is expected here");
    }

    private bool End()
    {
        Space();
        return _at == _json.Length || Fail("nothing comes after the catalogue");
    }

    private string? String()
    {
        if (!Take('"'))
        {
            Fail("a text in double quotes is expected here");
            return null;
        }

        var text = new StringBuilder();
        while (_at < _json.Length)
        {
            var sign = _json[_at++];
            switch (sign)
            {
                case '"':
                    return text.ToString();
                case '\\':
                    if (Escaped() is not { } escaped) return null;
                    text.Append(escaped);
                    break;
                case < ' ':
                    Fail("a text has no line breaks and no other control signs", _at - 1);
                    return null;
                default:
                    text.Append(sign);
                    break;
            }
        }

        Fail("a text does not end");
        return null;
    }

    private char? Escaped()
    {
        var sign = _at < _json.Length ? _json[_at++] : '\0';
        switch (sign)
        {
            case '"' or '\\' or '/': return sign;
            case 'n': return '\n';
            case 't': return '\t';
            case 'u' when _at + 4 <= _json.Length && _json.Skip(_at).Take(4).All(IsHex):
                _at += 4;
                return (char)Convert.ToInt32(_json.Substring(_at - 4, 4), 16);
            default:
                Fail("this escape is none of JSON's", _at - 1);
                return null;
        }
    }

    private static bool IsHex(char sign) => sign is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private bool Take(char sign)
    {
        Space();
        if (_at >= _json.Length || _json[_at] != sign) return false;
        _at++;
        return true;
    }

    private void Space()
    {
        while (_at < _json.Length && _json[_at] is ' ' or '\n' or '\r' or '\t') _at++;
    }

    private bool Fail(string what, int? at = null)
    {
        Fault ??= (at ?? _at, what);
        return false;
    }
}

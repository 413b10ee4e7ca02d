using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>
/// The few forms of queries that the stores send, over fields of the document itself that are numbers or strings:
/// <c>SELECT * FROM c WHERE c.a = @x AND c.b &lt; @y ORDER BY c.b DESC</c>; and the one of the SDK's own, by which it finds
/// its leases: <c>SELECT * FROM c WHERE STARTSWITH(c.id, 'x')</c>. Strings are compared as Cosmos DB does it, by
/// their code points; a document without a field, or with a value of another type, meets no condition on it.
/// </summary>
internal sealed partial record CosmosQuery(IReadOnlyList<CosmosCondition> Conditions, string? Order, bool Descends)
{
    /// <summary>Null for a query of any other form, or with a parameter that is not given or not used.</summary>
    public static CosmosQuery? Of(byte[] body)
    {
        var asked = JsonNode.Parse(body)!;
        var text = asked["query"]!.GetValue<string>();
        if (StartForm().Match(text) is { Success: true } start && asked["parameters"] is null)
            return new([new("id", CosmosCondition.Starts, JsonValue.Create(start.Groups["start"].Value))], null, Descends: false);
        if (Form().Match(text) is not { Success: true } match) return null;
        var values = (asked["parameters"] as JsonArray ?? []).ToDictionary(p => p!["name"]!.GetValue<string>(), p => p!["value"]!, StringComparer.Ordinal);
        var conditions = new List<CosmosCondition>();
        for (var i = 0; i < match.Groups["field"].Captures.Count; i++)
        {
            if (!values.Remove(match.Groups["value"].Captures[i].Value, out var value)) return null;
            if (value.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number)) return null;
            conditions.Add(new(match.Groups["field"].Captures[i].Value, match.Groups["than"].Captures[i].Value, value));
        }

        if (values.Count > 0) return null;
        var order = match.Groups["order"];
        return new(conditions, order.Success ? order.Value : null, match.Groups["desc"].Success);
    }

    /// <summary>The fields that need an index.</summary>
    public IEnumerable<string> Fields => Conditions.Select(c => c.Field).Concat(Order is null ? [] : [Order]).Distinct(StringComparer.Ordinal);

    public bool Finds(JsonObject document) => Conditions.All(c => c.Holds(document)) && (Order is null || document[Order] is not null);

    /// <summary>By what the query asks for, and by the id where that is the same.</summary>
    public int Compare(JsonObject one, JsonObject other)
    {
        var order = Order is null ? 0 : CosmosCondition.Compare(one[Order], other[Order]) ?? 0;
        if (order == 0) order = string.CompareOrdinal(one["id"]!.GetValue<string>(), other["id"]!.GetValue<string>());
        return Descends ? -order : order;
    }

    [GeneratedRegex(@"\ASELECT \* FROM c WHERE c\.(?<field>[a-z]+) (?<than>=|<|<=|>|>=) (?<value>@[a-z]+)( AND c\.(?<field>[a-z]+) (?<than>=|<|<=|>|>=) (?<value>@[a-z]+))*( ORDER BY c\.(?<order>[a-z]+)(?<desc> DESC)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\ASELECT \* FROM c WHERE STARTSWITH\(c\.id, '(?<start>[A-Za-z0-9._=+-]+)'\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex StartForm();
}

/// <summary>A field compared with a value.</summary>
internal sealed record CosmosCondition(string Field, string Than, JsonNode Value)
{
    /// <summary>Begins with the value, sign by sign.</summary>
    public const string Starts = "starts";

    public bool Holds(JsonObject document) => Compare(document[Field], Value) is { } order && Than switch
    {
        Starts => document[Field]!.GetValue<string>().StartsWith(Value.GetValue<string>(), StringComparison.Ordinal),
        "=" => order == 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    /// <summary>Null when the two cannot be compared.</summary>
    public static int? Compare(JsonNode? one, JsonNode? other) => (one?.GetValueKind(), other?.GetValueKind()) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Number(one!).CompareTo(Number(other!)),
        (JsonValueKind.String, JsonValueKind.String) => Bytes(one!).AsSpan().SequenceCompareTo(Bytes(other!)),
        _ => null,
    };

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.GetValue<string>());
}

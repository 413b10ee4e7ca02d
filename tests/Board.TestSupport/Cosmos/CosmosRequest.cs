using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>A request to the REST interface of Cosmos DB, however it came.</summary>
/// <param name="Method">GET, POST, PUT.</param>
/// <param name="Address">The whole address.</param>
/// <param name="Header">A header's value by its name; null when it is not there.</param>
/// <param name="Body">Empty when there is none.</param>
public sealed record CosmosRequest(string Method, Uri Address, Func<string, string?> Header, byte[] Body)
{
    /// <summary>The parts of the path, unescaped.</summary>
    public string[] Path { get; } = [.. Address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>Whether a header is there and says yes.</summary>
    public bool Says(string header) => string.Equals(Header(header), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The partition key that the request names, where it is one string.</summary>
    public string? PartitionKey =>
        Header("x-ms-documentdb-partitionkey") is { } key && JsonNode.Parse(key) is JsonArray { Count: 1 } parts && parts[0]?.GetValueKind() == JsonValueKind.String
            ? parts[0]!.GetValue<string>()
            : null;

    /// <summary>How many documents a page has at most: what the request says, or fewer, as the service may.</summary>
    public int MostItems(int most) =>
        int.TryParse(Header("x-ms-max-item-count"), CultureInfo.InvariantCulture, out var asked) && asked > 0 ? Math.Min(asked, most) : most;
}

/// <summary>An answer of the REST interface.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">Null when it has none.</param>
public sealed record CosmosAnswer(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x-ms-activity-id"] = Guid.NewGuid().ToString(),
        ["x-ms-request-charge"] = "1",
    };

    public CosmosAnswer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }

    public CosmosAnswer Charged(double units) => With("x-ms-request-charge", units.ToString(CultureInfo.InvariantCulture));

    public static CosmosAnswer Error(int status, string code, string message, int sub = 0)
    {
        var answer = new CosmosAnswer(status, new JsonObject { ["code"] = code, ["message"] = message });
        return sub == 0 ? answer : answer.With("x-ms-substatus", sub.ToString(CultureInfo.InvariantCulture));
    }
}

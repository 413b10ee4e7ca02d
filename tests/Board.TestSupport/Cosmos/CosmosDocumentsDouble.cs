using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>The documents of the container, in partitions by their <c>boardId</c>. Its owner holds the lock.</summary>
internal sealed class CosmosDocumentsDouble(string containerRid)
{
    /// <summary>The one query that the store sends. Any other is refused.</summary>
    private const string LogQuery = "SELECT * FROM c WHERE c.number > @after ORDER BY c.number";

    private const int MostBytes = 2 * 1024 * 1024;
    private const int PageItems = 100;
    private const int PageBytes = 4 * 1024 * 1024;
    private const int MismatchedKey = 1001;

    private readonly Dictionary<(string Partition, string Id), Kept> _documents = [];
    private long _clock;

    /// <param name="Json">The document with what the service adds.</param>
    /// <param name="At">When it was last written, by the partition's clock.</param>
    private sealed record Kept(JsonObject Json, long At)
    {
        public string Tag => Json["_etag"]!.GetValue<string>();

        public int Bytes { get; } = JsonSerializer.SerializeToUtf8Bytes(Json).Length;
    }

    public JsonElement? Find(string partition, string id) =>
        _documents.TryGetValue((partition, id), out var kept) ? JsonSerializer.SerializeToElement(kept.Json) : null;

    public void Plant(string partition, string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        Keep(partition, document["id"]!.GetValue<string>(), document);
    }

    public void Take(string partition, string id) => _documents.Remove((partition, id));

    public CosmosAnswer? Answer(CosmosRequest request) => CosmosOperation.Of(request) switch
    {
        { Kind: "create", Id: { } id } => Create(request, id),
        { Kind: "replace", Id: { } id } => Replace(request, id),
        { Kind: "read", Id: { } id } => Read(request, id),
        { Kind: "query" } => Query(request),
        { Kind: "feed" } => Feed(request),
        _ => null,
    };

    private CosmosAnswer Create(CosmosRequest request, string id)
    {
        if (Fault(request, out var partition, out var document) is { } fault) return fault;
        if (_documents.ContainsKey((partition, id)))
            return CosmosAnswer.Error(409, "Conflict", "Entity with the specified id already exists in the system.");
        return Written(request, 201, Keep(partition, id, document));
    }

    private CosmosAnswer Replace(CosmosRequest request, string id)
    {
        if (Fault(request, out var partition, out var document) is { } fault) return fault;
        if (!_documents.TryGetValue((partition, id), out var there)) return NotFound();
        if (request.Header("If-Match") is { } tag && tag != there.Tag)
            return CosmosAnswer.Error(412, "PreconditionFailed", "One of the specified pre-condition is not met.");
        return Written(request, 200, Keep(partition, id, document));
    }

    private CosmosAnswer Read(CosmosRequest request, string id)
    {
        if (request.PartitionKey is not { } partition) return NoPartition();
        return _documents.TryGetValue((partition, id), out var there)
            ? Stamp(new CosmosAnswer(200, there.Json.DeepClone())).With("etag", there.Tag).Charged(1 + there.Bytes / 4096)
            : NotFound();
    }

    private CosmosAnswer? Query(CosmosRequest request)
    {
        if (request.PartitionKey is not { } partition) return NoPartition();
        var query = JsonNode.Parse(request.Body)!;
        if (query["query"]!.GetValue<string>() != LogQuery || query["parameters"] is not JsonArray { Count: 1 } parameters) return null;
        var after = parameters[0]!["value"]!.GetValue<long>();
        if (request.Header("x-ms-continuation") is { Length: > 0 } continuation) after = Math.Max(after, Mark(continuation));

        var found = _documents
            .Where(d => d.Key.Partition == partition && Number(d.Value) > after)
            .Select(d => d.Value)
            .OrderBy(Number)
            .ToList();
        var page = PageOf(found, request.MostItems(PageItems));
        var answer = Documents(page);
        return page.Count < found.Count ? answer.With("x-ms-continuation", $"+RID:~after#{Number(page[^1])}") : answer;
    }

    private CosmosAnswer? Feed(CosmosRequest request)
    {
        if (!string.Equals(request.Header("A-IM"), "Incremental feed", StringComparison.OrdinalIgnoreCase)) return null;
        if (request.Header("x-ms-documentdb-partitionkeyrangeid") is { } range && range != "0")
            return CosmosAnswer.Error(410, "Gone", "There is no such range.", 1002);
        var after = 0L;
        if (request.Header("If-None-Match") is { } tag && !long.TryParse(tag.Trim('"'), CultureInfo.InvariantCulture, out after))
            return CosmosAnswer.Error(400, "BadRequest", "The etag is malformed.");

        var changed = _documents.Values.Where(d => d.At > after).OrderBy(d => d.At).ToList();
        var page = PageOf(changed, request.MostItems(PageItems));
        return page.Count == 0
            ? Stamp(new CosmosAnswer(304)).With("etag", $"\"{Math.Max(after, _clock)}\"").With("x-ms-item-count", "0")
            : Documents(page).With("etag", $"\"{page[^1].At}\"");
    }

    private static List<Kept> PageOf(List<Kept> found, int most)
    {
        var bytes = 0;
        return [.. found.Take(most).TakeWhile((document, i) => (bytes += document.Bytes) <= PageBytes || i == 0)];
    }

    private CosmosAnswer Documents(List<Kept> page)
    {
        var body = new JsonObject
        {
            ["_rid"] = containerRid,
            ["Documents"] = new JsonArray([.. page.Select(d => d.Json.DeepClone())]),
            ["_count"] = page.Count,
        };
        return Stamp(new CosmosAnswer(200, body)).With("x-ms-item-count", $"{page.Count}").Charged(2 + page.Sum(d => d.Bytes) / 4096);
    }

    /// <summary>What is the matter with a document that is to be written.</summary>
    private static CosmosAnswer? Fault(CosmosRequest request, out string partition, out JsonObject document)
    {
        partition = request.PartitionKey ?? "";
        document = JsonNode.Parse(request.Body)!.AsObject();
        if (request.PartitionKey is null) return NoPartition();
        if (request.Body.Length > MostBytes) return CosmosAnswer.Error(413, "RequestEntityTooLarge", "Request size is too large.");
        return document["boardId"] is JsonValue key && key.TryGetValue<string>(out var board) && board == partition
            ? null
            : CosmosAnswer.Error(400, "BadRequest", "PartitionKey extracted from document doesn't match the one specified in the header.", MismatchedKey);
    }

    private Kept Keep(string partition, string id, JsonObject document)
    {
        _clock++;
        document["_rid"] = containerRid;
        document["_self"] = $"docs/{_clock}/";
        document["_etag"] = $"\"{new Guid((int)_clock, 0, 0, new byte[8])}\"";
        document["_attachments"] = "attachments/";
        document["_ts"] = _clock;
        var kept = new Kept(document, _clock);
        _documents[(partition, id)] = kept;
        return kept;
    }

    private CosmosAnswer Written(CosmosRequest request, int status, Kept kept) =>
        Stamp(new CosmosAnswer(status, request.Header("Prefer") == "return=minimal" ? null : kept.Json.DeepClone()))
            .With("etag", kept.Tag)
            .Charged(5.0 + kept.Bytes / 1024);

    private CosmosAnswer Stamp(CosmosAnswer answer) => answer.With("x-ms-session-token", $"0:-1#{_clock}").With("lsn", $"{_clock}");

    private static CosmosAnswer NotFound() => CosmosAnswer.Error(404, "NotFound", "Entity with the specified id does not exist in the system.");

    private static CosmosAnswer NoPartition() => CosmosAnswer.Error(400, "BadRequest", "PartitionKey value must be supplied for this operation.");

    private static long Number(Kept document) => document.Json["number"] is JsonValue number && number.TryGetValue<long>(out var n) ? n : 0;

    private static long Mark(string continuation) => long.Parse(continuation[(continuation.LastIndexOf('#') + 1)..], CultureInfo.InvariantCulture);
}

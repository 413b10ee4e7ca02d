using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>
/// The documents of a container, in partitions by the one field that it names. A query asks for indexed fields alone:
/// where Cosmos DB would look at every document, or refuse, the double refuses. Its owner holds the lock.
/// </summary>
/// <param name="containerRid">The container's resource id.</param>
/// <param name="container">The container's properties.</param>
internal sealed class CosmosDocumentsDouble(string containerRid, JsonObject container)
{
    private const int MostBytes = 2 * 1024 * 1024;
    private const int PageItems = 100;
    private const int PageBytes = 4 * 1024 * 1024;
    private const int MismatchedKey = 1001;
    private const string ContinuationMark = "+RID:~";

    private readonly Dictionary<(string Partition, string Id), Stored> _documents = [];
    private readonly string _partitionField = container["partitionKey"]!["paths"]!.AsArray().Single()!.GetValue<string>()[1..];

    /// <summary>The id always has an index.</summary>
    private readonly HashSet<string> _indexed =
    [
        "id",
        .. from path in container["indexingPolicy"]?["includedPaths"]?.AsArray() ?? []
           let text = path!["path"]!.GetValue<string>()
           where text.EndsWith("/?", StringComparison.Ordinal)
           select text[1..^2],
    ];

    private long _clock;

    /// <param name="Json">The document with what the service adds.</param>
    /// <param name="At">When it was last written, by the partition's clock.</param>
    private sealed record Stored(JsonObject Json, long At)
    {
        public string Tag => Json["_etag"]!.GetValue<string>();

        public int Bytes { get; } = JsonSerializer.SerializeToUtf8Bytes(Json).Length;
    }

    public JsonElement? Find(string partition, string id) =>
        _documents.TryGetValue((partition, id), out var kept) ? JsonSerializer.SerializeToElement(kept.Json) : null;

    public IEnumerable<JsonElement> All(string partition) =>
        _documents.Where(d => d.Key.Partition == partition).Select(d => JsonSerializer.SerializeToElement(d.Value.Json));

    public IEnumerable<JsonElement> All() => _documents.Values.Select(d => JsonSerializer.SerializeToElement(d.Json));

    /// <summary>Whether a document has this container's partition key.</summary>
    public bool Takes(JsonObject document) => document.ContainsKey(_partitionField);

    public void Plant(string partition, JsonObject document) => Keep(partition, document["id"]!.GetValue<string>(), document);

    public void Take(string partition, string id) => _documents.Remove((partition, id));

    public CosmosAnswer? Answer(CosmosRequest request) => CosmosOperation.Of(request) switch
    {
        { Kind: "create", Id: { } id } => Create(request, id),
        { Kind: "replace", Id: { } id } => Replace(request, id),
        { Kind: "read", Id: { } id } => Read(request, id),
        { Kind: "delete", Id: { } id } => Delete(request, id),
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

    private CosmosAnswer Delete(CosmosRequest request, string id)
    {
        if (request.PartitionKey is not { } partition) return NoPartition();
        if (!_documents.TryGetValue((partition, id), out var there)) return NotFound();
        if (request.Header("If-Match") is { } tag && tag != there.Tag)
            return CosmosAnswer.Error(412, "PreconditionFailed", "One of the specified pre-condition is not met.");
        _clock++;
        _documents.Remove((partition, id));
        return Stamp(new CosmosAnswer(204)).Charged(5.0 + there.Bytes / 1024);
    }

    /// <summary>Within a partition; or, when it is said to be over all of them, within the one range of keys that there is.</summary>
    private CosmosAnswer? Query(CosmosRequest request)
    {
        if (CosmosQuery.Of(request.Body) is not { } query || !query.Fields.All(_indexed.Contains)) return null;
        var everywhere = request.Says("x-ms-documentdb-query-enablecrosspartition") && request.Header("x-ms-documentdb-partitionkeyrangeid") == "0";
        if (request.PartitionKey is null && !everywhere) return NoPartition();
        var found = _documents
            .Where(d => (request.PartitionKey is not { } partition || d.Key.Partition == partition) && query.Finds(d.Value.Json))
            .Select(d => d.Value)
            .ToList();
        found.Sort((one, other) => Compare(query, one.Json, other.Json));
        if (request.Header("x-ms-continuation") is { Length: > 0 } continuation)
        {
            // What comes after the last document of the page before, wherever that is by now.
            var last = JsonNode.Parse(Convert.FromBase64String(continuation[ContinuationMark.Length..]))!.AsObject();
            found.RemoveAll(d => Compare(query, d.Json, last) <= 0);
        }

        var page = PageOf(found, request.MostItems(PageItems));
        var answer = Documents(page);
        return page.Count < found.Count ? answer.With("x-ms-continuation", ContinuationMark + After(page[^1].Json, query)) : answer;
    }

    /// <summary>Two partitions may each have a document of one id.</summary>
    private int Compare(CosmosQuery query, JsonObject one, JsonObject other) => query.Compare(one, other) is var order and not 0
        ? order
        : string.CompareOrdinal(one[_partitionField]!.GetValue<string>(), other[_partitionField]!.GetValue<string>());

    private string After(JsonObject last, CosmosQuery query)
    {
        var place = new JsonObject { ["id"] = last["id"]!.DeepClone(), [_partitionField] = last[_partitionField]!.DeepClone() };
        if (query.Order is { } order) place[order] = last[order]!.DeepClone();
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(place));
    }

    private CosmosAnswer? Feed(CosmosRequest request)
    {
        if (!string.Equals(request.Header("A-IM"), "Incremental feed", StringComparison.OrdinalIgnoreCase)) return null;
        // A part of the range, or from a time on.
        if (request.Header("x-ms-start-epk") is not null || request.Header("If-Modified-Since") is not null) return null;
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

    private static List<Stored> PageOf(List<Stored> found, int most)
    {
        var bytes = 0;
        return [.. found.Take(most).TakeWhile((document, i) => (bytes += document.Bytes) <= PageBytes || i == 0)];
    }

    private CosmosAnswer Documents(List<Stored> page)
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
    private CosmosAnswer? Fault(CosmosRequest request, out string partition, out JsonObject document)
    {
        partition = request.PartitionKey ?? "";
        document = JsonNode.Parse(request.Body)!.AsObject();
        if (request.PartitionKey is null) return NoPartition();
        if (request.Body.Length > MostBytes) return CosmosAnswer.Error(413, "RequestEntityTooLarge", "Request size is too large.");
        // A time to live is seconds, or -1 for ever.
        if (document["ttl"] is { } ttl && !(ttl.GetValueKind() == JsonValueKind.Number && ttl.GetValue<long>() is -1 or (> 0 and <= int.MaxValue)))
            return CosmosAnswer.Error(400, "BadRequest", "The input ttl is invalid. Ensure to provide a nonzero positive integer or -1.");
        return document[_partitionField] is JsonValue key && key.TryGetValue<string>(out var value) && value == partition
            ? null
            : CosmosAnswer.Error(400, "BadRequest", "PartitionKey extracted from document doesn't match the one specified in the header.", MismatchedKey);
    }

    private Stored Keep(string partition, string id, JsonObject document)
    {
        _clock++;
        document["_rid"] = containerRid;
        document["_self"] = $"docs/{_clock}/";
        document["_etag"] = $"\"{new Guid((int)_clock, 0, 0, new byte[8])}\"";
        document["_attachments"] = "attachments/";
        document["_ts"] = _clock;
        var kept = new Stored(document, _clock);
        _documents[(partition, id)] = kept;
        return kept;
    }

    private CosmosAnswer Written(CosmosRequest request, int status, Stored kept) =>
        Stamp(new CosmosAnswer(status, request.Header("Prefer") == "return=minimal" ? null : kept.Json.DeepClone()))
            .With("etag", kept.Tag)
            .Charged(5.0 + kept.Bytes / 1024);

    private CosmosAnswer Stamp(CosmosAnswer answer) => answer.With("x-ms-session-token", $"0:-1#{_clock}").With("lsn", $"{_clock}");

    private static CosmosAnswer NotFound() => CosmosAnswer.Error(404, "NotFound", "Entity with the specified id does not exist in the system.");

    private static CosmosAnswer NoPartition() => CosmosAnswer.Error(400, "BadRequest", "PartitionKey value must be supplied for this operation.");
}

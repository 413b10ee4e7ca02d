using System.Text.Json.Nodes;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>A container as the SDK asks for it, with its documents. One physical partition. Its owner holds the lock.</summary>
internal sealed class CosmosContainerDouble
{
    private const string RangesTag = "\"1\"";

    private readonly string _name;
    private readonly string _self;
    private readonly string _rid;
    private readonly string _rangeRid;
    private readonly JsonObject _properties;

    /// <param name="databaseRid">The database's resource id.</param>
    /// <param name="rid">The bytes of this container's.</param>
    /// <param name="properties">What the container is to be like, as it was asked for.</param>
    public CosmosContainerDouble(string databaseRid, byte[] rid, JsonObject properties)
    {
        _name = properties["id"]!.GetValue<string>();
        _rid = Rid(rid);
        _rangeRid = Rid([.. rid, 0x01, 0, 0, 0, 0, 0, 0, 0x50]);
        _self = $"dbs/{databaseRid}/colls/{_rid}/";
        _properties = properties;
        _properties["_rid"] = _rid;
        _properties["_self"] = _self;
        _properties["_etag"] = "\"1\"";
        _properties["_ts"] = 1;
        Documents = new(_rid, properties);
    }

    public CosmosDocumentsDouble Documents { get; }

    public bool IsNamed(string name) => name == _name || name == _rid;

    public JsonNode Properties() => _properties.DeepClone();

    /// <summary>Null when the request is none that the double knows.</summary>
    public CosmosAnswer? Answer(CosmosRequest request, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => new(200, Properties()),
        ("GET", ["pkranges"]) => Ranges(request),
        (_, ["docs", ..]) => Documents.Answer(request),
        _ => null,
    };

    public static string Rid(byte[] bytes) => Convert.ToBase64String(bytes).Replace('/', '-');

    private CosmosAnswer Ranges(CosmosRequest request) => request.Header("If-None-Match") == RangesTag
        ? new CosmosAnswer(304).With("etag", RangesTag)
        : new CosmosAnswer(200, new JsonObject
        {
            ["_rid"] = _rid,
            ["PartitionKeyRanges"] = new JsonArray(new JsonObject
            {
                ["_rid"] = _rangeRid,
                ["id"] = "0",
                ["_etag"] = "\"1\"",
                ["minInclusive"] = "",
                ["maxExclusive"] = "FF",
                ["ridPrefix"] = 0,
                ["_self"] = $"{_self}pkranges/{_rangeRid}/",
                ["throughputFraction"] = 1,
                ["status"] = "online",
                ["parents"] = new JsonArray(),
                ["_ts"] = 1,
            }),
            ["_count"] = 1,
        }).With("etag", RangesTag);
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>The account, its database and its container, as the SDK asks for them. Its owner holds the lock.</summary>
internal sealed class CosmosAccount
{
    // Resource ids as Cosmos DB makes them: four bytes of a database, and four more of a container, the first of which
    // has its highest bit set.
    private static readonly string DatabaseRid = Rid([0x4D, 0x42, 0x00, 0x01]);
    private static readonly string ContainerRid = Rid([0x4D, 0x42, 0x00, 0x01, 0x80, 0x00, 0x00, 0x01]);
    private static readonly string RangeRid = Rid([0x4D, 0x42, 0x00, 0x01, 0x80, 0x00, 0x00, 0x01, 0x01, 0, 0, 0, 0, 0, 0, 0x50]);
    private const string RangesTag = "\"1\"";

    private readonly CosmosDocumentsDouble _documents = new(ContainerRid);
    private string? _database;
    private JsonObject? _container;

    public bool WritesEverywhere { get; set; }

    public JsonElement? Document(string partition, string id) => _documents.Find(partition, id);

    public void Plant(string partition, string json) => _documents.Plant(partition, json);

    public void Take(string partition, string id) => _documents.Take(partition, id);

    /// <summary>Null when the request is none that the double knows.</summary>
    public CosmosAnswer? Answer(CosmosRequest request)
    {
        // The SDK looks whether it runs on a machine of Azure's.
        if (request.Path is ["metadata", "instance"]) return new(404);
        if (request.Header("authorization") is null || request.Header("x-ms-version") is null)
            return CosmosAnswer.Error(401, "Unauthorized", "The request is not signed.");
        return (request.Method, request.Path) switch
        {
            ("GET", []) => Account(request.Address.GetLeftPart(UriPartial.Authority) + "/"),
            ("POST", ["dbs"]) => CreateDatabase(request),
            ("GET", ["dbs", var database]) => IsDatabase(database) ? new(200, Database()) : NotFound(),
            ("POST", ["dbs", var database, "colls"]) => IsDatabase(database) ? CreateContainer(request) : NotFound(),
            (_, ["dbs", var database, "colls", var container, .. var rest]) =>
                IsDatabase(database) && IsContainer(container) ? InContainer(request, rest) : NotFound(OwnerNotFound),
            _ => null,
        };
    }

    private const int OwnerNotFound = 1003;

    private CosmosAnswer? InContainer(CosmosRequest request, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => new(200, _container!.DeepClone()),
        ("GET", ["pkranges"]) => Ranges(request),
        (_, ["docs", ..]) => _documents.Answer(request),
        _ => null,
    };

    private CosmosAnswer Account(string address)
    {
        var here = new JsonArray(new JsonObject { ["name"] = "Here", ["databaseAccountEndpoint"] = address });
        if (WritesEverywhere) here.Add(new JsonObject { ["name"] = "There", ["databaseAccountEndpoint"] = address });
        return new(200, new JsonObject
        {
            ["_self"] = "",
            ["id"] = "double",
            ["_rid"] = "double",
            ["media"] = "//media/",
            ["addresses"] = "//addresses/",
            ["_dbs"] = "//dbs/",
            ["writableLocations"] = here,
            ["readableLocations"] = here.DeepClone(),
            ["enableMultipleWriteLocations"] = WritesEverywhere,
            ["userReplicationPolicy"] = new JsonObject { ["asyncReplication"] = false, ["minReplicaSetSize"] = 3, ["maxReplicasetSize"] = 4 },
            ["userConsistencyPolicy"] = new JsonObject { ["defaultConsistencyLevel"] = "BoundedStaleness" },
            ["systemReplicationPolicy"] = new JsonObject { ["minReplicaSetSize"] = 3, ["maxReplicasetSize"] = 4 },
            ["readPolicy"] = new JsonObject { ["primaryReadCoefficient"] = 1, ["secondaryReadCoefficient"] = 1 },
            ["queryEngineConfiguration"] = """{"maxSqlQueryInputLength":262144,"maxJoinsPerSqlQuery":5,"maxLogicalAndPerSqlQuery":500,"maxLogicalOrPerSqlQuery":500,"maxUdfRefPerSqlQuery":10,"maxInExpressionItemsCount":16000,"queryMaxInMemorySortDocumentCount":500,"maxQueryRequestTimeoutFraction":0.9,"sqlAllowNonFiniteNumbers":false,"sqlAllowAggregateFunctions":true,"sqlAllowSubQuery":true,"sqlAllowScalarSubQuery":true,"allowNewKeywords":true,"sqlAllowLike":true,"sqlAllowGroupByClause":true,"maxSpatialQueryCells":12,"spatialMaxGeometryPointCount":256,"sqlAllowTop":true,"enableSpatialIndexing":true}""",
        });
    }

    private CosmosAnswer CreateDatabase(CosmosRequest request)
    {
        if (_database is not null) return CosmosAnswer.Error(409, "Conflict", "There is a database.");
        _database = JsonNode.Parse(request.Body)!["id"]!.GetValue<string>();
        return new(201, Database());
    }

    private JsonObject Database() => new()
    {
        ["id"] = _database,
        ["_rid"] = DatabaseRid,
        ["_self"] = $"dbs/{DatabaseRid}/",
        ["_etag"] = "\"1\"",
        ["_colls"] = "colls/",
        ["_users"] = "users/",
        ["_ts"] = 1,
    };

    private CosmosAnswer CreateContainer(CosmosRequest request)
    {
        if (_container is not null) return CosmosAnswer.Error(409, "Conflict", "There is a container.");
        _container = JsonNode.Parse(request.Body)!.AsObject();
        _container["_rid"] = ContainerRid;
        _container["_self"] = $"dbs/{DatabaseRid}/colls/{ContainerRid}/";
        _container["_etag"] = "\"1\"";
        _container["_ts"] = 1;
        return new(201, _container.DeepClone());
    }

    private static CosmosAnswer Ranges(CosmosRequest request) => request.Header("If-None-Match") == RangesTag
        ? new CosmosAnswer(304).With("etag", RangesTag)
        : new CosmosAnswer(200, new JsonObject
        {
            ["_rid"] = ContainerRid,
            ["PartitionKeyRanges"] = new JsonArray(new JsonObject
            {
                ["_rid"] = RangeRid,
                ["id"] = "0",
                ["_etag"] = "\"1\"",
                ["minInclusive"] = "",
                ["maxExclusive"] = "FF",
                ["ridPrefix"] = 0,
                ["_self"] = $"dbs/{DatabaseRid}/colls/{ContainerRid}/pkranges/{RangeRid}/",
                ["throughputFraction"] = 1,
                ["status"] = "online",
                ["parents"] = new JsonArray(),
                ["_ts"] = 1,
            }),
            ["_count"] = 1,
        }).With("etag", RangesTag);

    private static CosmosAnswer NotFound(int sub = 0) => CosmosAnswer.Error(404, "NotFound", "Owner resource does not exist.", sub);

    private bool IsDatabase(string name) => name == _database || name == DatabaseRid;

    private bool IsContainer(string name) => _container is not null && (name == ContainerRid || name == _container["id"]!.GetValue<string>());

    private static string Rid(byte[] bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>The account, its database and its containers, as the SDK asks for them. Its owner holds the lock.</summary>
internal sealed class CosmosAccount
{
    // A resource id as Cosmos DB makes it for a database: four bytes. A container's begins with them.
    private static readonly byte[] DatabaseBytes = [0x4D, 0x42, 0x00, 0x01];
    private static readonly string DatabaseRid = CosmosContainerDouble.Rid(DatabaseBytes);

    private readonly List<CosmosContainerDouble> _containers = [];
    private string? _database;

    public bool WritesEverywhere { get; set; }

    /// <summary>The document with this id in that partition, in whichever container.</summary>
    public JsonElement? Document(string partition, string id) =>
        _containers.Select(c => c.Documents.Find(partition, id)).FirstOrDefault(found => found is not null);

    /// <summary>Every document of a partition, in whichever container.</summary>
    public IReadOnlyList<JsonElement> All(string partition) => [.. _containers.SelectMany(c => c.Documents.All(partition))];

    /// <summary>Every document of all containers.</summary>
    public IReadOnlyList<JsonElement> Everything() => [.. _containers.SelectMany(c => c.Documents.All())];

    /// <summary>Puts a document into the container whose partition key it has.</summary>
    public void Plant(string partition, string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        _containers.First(c => c.Documents.Takes(document)).Documents.Plant(partition, document);
    }

    public void Take(string partition, string id) => _containers.ForEach(c => c.Documents.Take(partition, id));

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
                IsDatabase(database) && _containers.Find(c => c.IsNamed(container)) is { } there ? there.Answer(request, rest) : NotFound(OwnerNotFound),
            _ => null,
        };
    }

    private const int OwnerNotFound = 1003;

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
        var container = JsonNode.Parse(request.Body)!.AsObject();
        if (_containers.Exists(c => c.IsNamed(container["id"]!.GetValue<string>()))) return CosmosAnswer.Error(409, "Conflict", "There is such a container.");
        // The first byte of a container's own part has its highest bit set.
        byte[] rid = [.. DatabaseBytes, 0x80, 0x00, 0x00, (byte)(_containers.Count + 1)];
        _containers.Add(new(DatabaseRid, rid, container));
        return new(201, _containers[^1].Properties());
    }

    private static CosmosAnswer NotFound(int sub = 0) => CosmosAnswer.Error(404, "NotFound", "Owner resource does not exist.", sub);

    private bool IsDatabase(string name) => name == _database || name == DatabaseRid;
}

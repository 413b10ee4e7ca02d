using System.Text.Json;

namespace MappingBoard.TestSupport.Cosmos;

/// <summary>What a request asks of documents.</summary>
/// <param name="Kind">create, replace, delete, read, query, feed or other.</param>
/// <param name="Id">The document's id, where it is about one.</param>
internal sealed record CosmosOperation(string Kind, string? Id)
{
    public bool IsWrite => Kind is "create" or "replace" or "delete";

    public static CosmosOperation Of(CosmosRequest request) => (request.Method, request.Path) switch
    {
        ("POST", [.., "docs"]) when request.Says("x-ms-documentdb-isquery") => new("query", null),
        // What a plain create never carries: an upsert, a batch, a plan for a query.
        ("POST", [.., "docs"]) when request.Says("x-ms-documentdb-is-upsert")
            || request.Says("x-ms-cosmos-is-batch-request")
            || request.Says("x-ms-cosmos-is-query-plan-request") => new("other", null),
        ("POST", [.., "docs"]) => new("create", JsonDocument.Parse(request.Body).RootElement.GetProperty("id").GetString()),
        ("GET", [.., "docs"]) when request.Header("A-IM") is not null => new("feed", null),
        ("GET", [.., "docs", var id]) => new("read", id),
        ("DELETE", [.., "docs", var id]) => new("delete", id),
        ("PUT", [.., "docs", var id]) => new("replace", id),
        _ => new("other", null),
    };

    public override string ToString() => Id is null ? Kind : $"{Kind} {Id}";
}

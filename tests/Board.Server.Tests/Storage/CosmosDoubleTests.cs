using System.Net;
using System.Text;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Records;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>Where the store leans on Cosmos DB, the double says what Cosmos DB says; whatever else it is asked, it refuses.</summary>
public sealed class CosmosDoubleTests : IAsyncLifetime
{
    private static readonly string Board = SampleLog.Id(1000);

    private readonly CosmosDouble _account = new();
    private CosmosServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static PartitionKey Partition => new(Board);

    public async ValueTask InitializeAsync() => _server = await CosmosServer.Open(_account);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_document_is_made_once_and_replaced_by_its_etag()
    {
        using var made = await Create(Document());
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.True(made.Headers.RequestCharge > 0);
        using var twice = await Create(Document());
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);

        using var replaced = await Replace(made.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        using var late = await Replace(made.Headers.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        using var absent = await _server.Container.ReadItemStreamAsync("absent", Partition, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Empty(_account.Refused);

        Task<ResponseMessage> Replace(string tag) =>
            _server.Container.ReplaceItemStreamAsync(Document(), "a", Partition, new() { IfMatchEtag = tag }, Cancel);
    }

    [Fact]
    public async Task A_document_of_another_partition_or_over_two_megabytes_is_refused()
    {
        using var other = await Create(Document(SampleLog.Id(1)));
        Assert.Equal((HttpStatusCode.BadRequest, "1001"), (other.StatusCode, other.Headers["x-ms-substatus"]));
        using var large = await Create(Document(Board, new string('x', 2 * 1024 * 1024)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Empty(_account.Refused);
    }

    [Fact]
    public async Task What_the_double_does_not_know_is_refused_and_kept()
    {
        using var upsert = await _server.Container.UpsertItemStreamAsync(Document(), Partition, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.NotImplemented, upsert.StatusCode);
        using var patch = await _server.Container.PatchItemStreamAsync("a", Partition, [PatchOperation.Remove("/words")], cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.NotImplemented, patch.StatusCode);
        using var query = _server.Container.GetItemQueryStreamIterator("SELECT * FROM c WHERE c.words = 'x'", null, new() { PartitionKey = Partition });
        using var answer = await query.ReadNextAsync(Cancel);
        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Equal(3, _account.Refused.Count);
    }

    private Task<ResponseMessage> Create(Stream document) => _server.Container.CreateItemStreamAsync(document, Partition, cancellationToken: Cancel);

    private static MemoryStream Document(string? board = null, string words = "") =>
        new(Encoding.UTF8.GetBytes($$"""{"id":"a","boardId":"{{board ?? Board}}","words":"{{words}}"}"""));
}

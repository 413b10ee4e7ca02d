using System.Net;
using System.Text;
using System.Text.Json;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
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
    public async Task A_document_is_deleted_once_and_only_by_its_own_etag()
    {
        using var made = await Create(Document());
        using var stale = await Delete("\"no such version\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var deleted = await Delete(made.Headers.ETag);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var twice = await Delete(null);
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
        using var again = await Create(Document());
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Empty(_account.Refused);

        Task<ResponseMessage> Delete(string? tag) => _server.Container.DeleteItemStreamAsync("a", Partition, new() { IfMatchEtag = tag }, Cancel);
    }

    [Fact]
    public async Task Containers_have_their_own_documents_and_partition_keys()
    {
        using var made = await Create(Document());
        using var elsewhere = await _server.DoorContainer.ReadItemStreamAsync("a", Partition, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var noKey = await _server.DoorContainer.CreateItemStreamAsync(Document(), Partition, cancellationToken: Cancel);
        Assert.Equal((HttpStatusCode.BadRequest, "1001"), (noKey.StatusCode, noKey.Headers["x-ms-substatus"]));
        Assert.Empty(_account.Refused);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task A_time_to_live_is_a_number_of_seconds_or_for_ever(int ttl)
    {
        using var refused = await Door("a", "named", "x", ttl);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var forEver = await Door("b", "named", "x", -1);
        Assert.Equal(HttpStatusCode.Created, forEver.StatusCode);
    }

    [Fact]
    public async Task A_query_compares_text_by_its_code_points_and_passes_over_what_has_no_such_text()
    {
        foreach (var (id, text) in new[] { ("a", "Z"), ("b", "a"), ("c", "é"), ("d", "\U0001F331"), ("e", "\uFF5E") })
        {
            using var made = await Door(id, "line", text);
        }

        using var other = await Door("f", "named", "b");
        Assert.Equal(["d", "e", "c", "b", "a"], await Found("SELECT * FROM c WHERE c.line < @x ORDER BY c.line DESC", "\U0010FFFF"));
        Assert.Equal(["a", "b"], await Found("SELECT * FROM c WHERE c.line <= @x", "a"));
        Assert.Equal(["f"], await Found("SELECT * FROM c WHERE c.named = @x", "b"));
        Assert.Empty(_account.Refused);
    }

    [Fact]
    public async Task Documents_are_found_by_the_beginning_of_their_ids_as_the_sdk_finds_its_leases()
    {
        foreach (var id in new[] { "x_1=..0", "x_1=..1", "x_1=.info", "x_2=..0", "X_1=..0" })
        {
            using var made = await Door(id, "named", "x");
        }

        using var pages = _server.DoorContainer.GetItemQueryStreamIterator("SELECT * FROM c WHERE STARTSWITH(c.id, 'x_1=..')");
        using var page = await pages.ReadNextAsync(Cancel);
        Assert.Equal(["x_1=..0", "x_1=..1"], IdsIn(page));
        Assert.Empty(_account.Refused);
    }

    [Fact]
    public async Task The_change_feed_from_a_time_on_is_refused()
    {
        var since = ChangeFeedStartFrom.Time(DateTime.UtcNow);
        using var pages = _server.Container.GetChangeFeedStreamIterator(since, ChangeFeedMode.LatestVersion);
        using var answer = await pages.ReadNextAsync(Cancel);
        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.NotEmpty(_account.Refused);
    }

    [Fact]
    public async Task A_query_over_all_partitions_reaches_them_all_page_by_page()
    {
        for (var i = 0; i < 250; i++)
        {
            using var made = await Door($"a{i}", "named", "x", partition: SampleLog.Id(i % 7));
        }

        var query = new QueryDefinition("SELECT * FROM c WHERE c.named <= @x").WithParameter("@x", "x");
        using var pages = _server.DoorContainer.GetItemQueryStreamIterator(query);
        var found = new List<string>();
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync(Cancel);
            found.AddRange(IdsIn(page));
        }

        Assert.Equal(250, found.Distinct().Count());
        Assert.Equal(250, found.Count);
        Assert.Empty(_account.Refused);
    }

    [Theory]
    [InlineData("SELECT * FROM c WHERE c.words = @x")]
    [InlineData("SELECT * FROM c WHERE c.line < @x ORDER BY c.words")]
    [InlineData("SELECT * FROM c WHERE c.line < @y")]
    [InlineData("SELECT c.id FROM c WHERE c.line < @x")]
    [InlineData("SELECT * FROM c WHERE c.line < @x OR c.named < @x")]
    [InlineData("SELECT * FROM c WHERE STARTSWITH(c.id, @x)")]
    [InlineData("SELECT * FROM c WHERE STARTSWITH(c.line, 'x')")]
    public async Task A_query_by_what_has_no_index_or_of_another_form_is_refused(string text)
    {
        using var pages = _server.DoorContainer.GetItemQueryStreamIterator(new QueryDefinition(text).WithParameter("@x", "x"), null, new() { PartitionKey = Partition });
        using var answer = await pages.ReadNextAsync(Cancel);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.NotEmpty(_account.Refused);
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

    private async Task<IEnumerable<string>> Found(string query, string x)
    {
        using var pages = _server.DoorContainer.GetItemQueryStreamIterator(new QueryDefinition(query).WithParameter("@x", x), null, new() { PartitionKey = Partition });
        using var page = await pages.ReadNextAsync(Cancel);
        return IdsIn(page);
    }

    private static List<string> IdsIn(ResponseMessage page) =>
        [.. JsonDocument.Parse(page.Content).RootElement.GetProperty("Documents").EnumerateArray().Select(d => d.GetProperty("id").GetString()!)];

    private Task<ResponseMessage> Door(string id, string field, string text, int? ttl = null, string? partition = null)
    {
        var document = new Dictionary<string, object> { ["id"] = id, ["partition"] = partition ?? Board, [field] = text };
        if (ttl is { } seconds) document["ttl"] = seconds;
        var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document));
        return _server.DoorContainer.CreateItemStreamAsync(body, new(partition ?? Board), cancellationToken: Cancel);
    }

    private Task<ResponseMessage> Create(Stream document) => _server.Container.CreateItemStreamAsync(document, Partition, cancellationToken: Cancel);

    private static MemoryStream Document(string? board = null, string words = "") =>
        new(Encoding.UTF8.GetBytes($$"""{"id":"a","boardId":"{{board ?? Board}}","words":"{{words}}"}"""));
}

using System.Net;
using MappingBoard.Server.Ports;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// One container as the stores use it: a document is made once and who made it is settled; documents are read one by one
/// and by queries within a partition; and what may be destroyed is. Thread-safe.
/// </summary>
internal sealed class CosmosContainer(Container container, CosmosRequests requests)
{
    /// <summary>The most bytes of one document: 2 MB, less what Cosmos DB adds of its own.</summary>
    public const int MostDocumentBytes = 2 * 1024 * 1024 - 4096;

    /// <summary>How often somebody else may come between reading and replacing.</summary>
    private const int ReplaceTries = 5;

    /// <summary>Takes the place of what is destroyed.</summary>
    private static readonly byte[] Nothing = [];

    private static readonly ItemRequestOptions NoEcho = new() { EnableContentResponseOnWrite = false };

    /// <summary>Makes a document. It is sent once; whatever is not clear after that is read.</summary>
    /// <param name="operation">For the metrics.</param>
    /// <param name="partition">The partition's key.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="document">The document, with both of these in it.</param>
    /// <param name="isOurs">Whether the document that is there is the one of this call.</param>
    /// <exception cref="StoreUnavailableException">Whether it is there is unknown.</exception>
    public async Task<Creation> Create(string operation, string partition, string id, byte[] document, Func<Stream, bool> isOurs)
    {
        var status = await requests.Write(operation, inTime => container.CreateItemStreamAsync(new MemoryStream(document), new(partition), NoEcho, inTime));
        return status switch
        {
            { IsSuccess: true } => Creation.Ours,
            // The id is taken: by somebody else, or by this very call, since the SDK may turn to another region with a
            // write whose first answer was lost.
            { Code: HttpStatusCode.Conflict } => await Settle(partition, id, isOurs)
                ?? throw new StoreUnavailableException("Cosmos DB says that a document is there and does not show it."),
            // Whether it is there is read, never tried by writing again. When it is not, it may still be on its way.
            { LeavesWriteOpen: true } => await Settle(partition, id, isOurs) ?? throw CosmosRequests.Unavailable(status),
            { Code: HttpStatusCode.RequestEntityTooLarge } => Creation.TooLarge,
            _ => throw CosmosRequests.Unavailable(status),
        };
    }

    /// <summary>A document; null when it is not there.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public Task<T?> Read<T>(string operation, string partition, string id, Func<Stream, T> parse, CancellationToken cancel)
        where T : class => requests.Read(
            operation,
            inTime => container.ReadItemStreamAsync(id, new(partition), cancellationToken: inTime),
            status => status.IsAbsent,
            answer => answer.IsSuccessStatusCode ? parse(answer.Content) : null,
            cancel);

    /// <summary>
    /// Puts a document in the place of the one that is there, if there is one and it gives way; for what is only ever
    /// replaced by something newer.
    /// </summary>
    /// <param name="operation">For the metrics.</param>
    /// <param name="partition">The partition's key.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="document">The document, with both of these in it.</param>
    /// <param name="givesWay">Whether the document that is there is an older one.</param>
    /// <param name="cancel">Takes it back as long as its writing has not begun.</param>
    /// <returns>False when the one that is there stays, or others came in between each time.</returns>
    /// <exception cref="StoreUnavailableException">Which of the two is there is unknown.</exception>
    public async Task<bool> PutOver(string operation, string partition, string id, byte[] document, Func<Stream, bool> givesWay, CancellationToken cancel) =>
        await TryReplace(operation, partition, id, there => there is null || givesWay(there) ? document : null, cancel) == true;

    /// <summary>Puts a document in the place of the one that is there, made of that, or makes it where there is none.</summary>
    /// <param name="operation">For the metrics.</param>
    /// <param name="partition">The partition's key.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="replacement">The document of the one that is there, null when there is none; it gives null for leaving it so. Asked again each time somebody else came in between.</param>
    /// <param name="cancel">Takes it back as long as its writing has not begun.</param>
    /// <exception cref="StoreUnavailableException">Which of the two is there is unknown, or others came in between each time.</exception>
    public async Task Replace(string operation, string partition, string id, Func<Stream?, byte[]?> replacement, CancellationToken cancel)
    {
        if (await TryReplace(operation, partition, id, replacement, cancel) is null) throw Busy();
    }

    /// <summary>All that a query finds, page by page; it ends when nobody wants another page.</summary>
    /// <param name="operation">For the metrics.</param>
    /// <param name="query">Its fields have an index.</param>
    /// <param name="partition">Where to look; null for all partitions.</param>
    /// <param name="parse">Reads a page.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public IAsyncEnumerable<T> Query<T>(string operation, QueryDefinition query, string? partition, Func<Stream, Page<T>> parse, CancellationToken cancel) =>
        Query(operation, query, partition, atATime: null, parse, cancel);

    /// <summary>The same where it is known how many are wanted.</summary>
    /// <param name="operation">For the metrics.</param>
    /// <param name="query">Its fields have an index.</param>
    /// <param name="partition">Where to look; null for all partitions.</param>
    /// <param name="atATime">How many a page has at most; null for as many as the service likes.</param>
    /// <param name="parse">Reads a page.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public async IAsyncEnumerable<T> Query<T>(
        string operation,
        QueryDefinition query,
        string? partition,
        int? atATime,
        Func<Stream, Page<T>> parse,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        string? continuation = null;
        do
        {
            (var page, continuation) = await ReadPage(operation, query, partition, atATime, continuation, parse, cancel);
            foreach (var document in page.Documents) yield return document;
        }
        while (continuation is not null);
    }

    /// <summary>Destroys a document; one that is not there is destroyed already.</summary>
    /// <exception cref="StoreUnavailableException">Whether it is there is unknown.</exception>
    public async Task Delete(string operation, string partition, string id)
    {
        var status = await requests.Write(operation, inTime => container.DeleteItemStreamAsync(id, new(partition), cancellationToken: inTime));
        if (!status.IsSuccess && !status.IsAbsent) throw CosmosRequests.Unavailable(status);
    }

    /// <summary>Destroys a document if it is one that goes; whoever comes in between is looked at again.</summary>
    /// <exception cref="StoreUnavailableException">Whether it is there is unknown, or others came in between each time.</exception>
    public async Task Delete(string operation, string partition, string id, Func<Stream, bool> goes, CancellationToken cancel)
    {
        for (var tries = 0; tries < ReplaceTries; tries++)
        {
            if (await Look(operation, partition, id, content => goes(content) ? Nothing : null, cancel) is not { With: not null } there) return;
            cancel.ThrowIfCancellationRequested();
            var status = await requests.Write(operation, inTime => container.DeleteItemStreamAsync(id, new(partition), new() { IfMatchEtag = there.ETag }, inTime));
            if (status.IsSuccess || status.IsAbsent) return;
            if (status.Code != HttpStatusCode.PreconditionFailed) throw CosmosRequests.Unavailable(status);
        }

        throw Busy();
    }

    /// <returns>Whether it was replaced; null when others came in between each time.</returns>
    private async Task<bool?> TryReplace(string operation, string partition, string id, Func<Stream?, byte[]?> replacement, CancellationToken cancel)
    {
        for (var tries = 0; tries < ReplaceTries; tries++)
        {
            var there = await Look(operation, partition, id, replacement, cancel);
            if ((there is null ? replacement(null) : there.With) is not { } document) return false;
            cancel.ThrowIfCancellationRequested();
            var status = await requests.Write(operation, inTime => Put(partition, id, document, there?.ETag, inTime));
            if (status.IsSuccess) return true;
            // Somebody else's came first (409, 412) or was taken away (404): look again.
            if (status.Code is not (HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed) && !status.IsAbsent)
                throw CosmosRequests.Unavailable(status);
        }

        return null;
    }

    private static StoreUnavailableException Busy() => new("Others came in between each time.");

    private Task<Creation?> Settle(string partition, string id, Func<Stream, bool> isOurs) => requests.Read(
        "settle",
        inTime => container.ReadItemStreamAsync(id, new(partition), cancellationToken: inTime),
        status => status.IsAbsent,
        answer => !answer.IsSuccessStatusCode ? (Creation?)null : isOurs(answer.Content) ? Creation.Ours : Creation.Theirs,
        CancellationToken.None);

    private Task<Place?> Look(string operation, string partition, string id, Func<Stream, byte[]?> with, CancellationToken cancel) => requests.Read(
        operation + "_look",
        inTime => container.ReadItemStreamAsync(id, new(partition), cancellationToken: inTime),
        status => status.IsAbsent,
        answer => answer.IsSuccessStatusCode ? new Place(with(answer.Content), answer.Headers.ETag) : null,
        cancel);

    private Task<ResponseMessage> Put(string partition, string id, byte[] document, string? over, CancellationToken inTime) => over is null
        ? container.CreateItemStreamAsync(new MemoryStream(document), new(partition), NoEcho, inTime)
        : container.ReplaceItemStreamAsync(
            new MemoryStream(document),
            id,
            new(partition),
            new() { IfMatchEtag = over, EnableContentResponseOnWrite = false },
            inTime);

    /// <summary>Each page is asked for anew, so that a page which did not come can be asked for again.</summary>
    private Task<(Page<T> Page, string? Continuation)> ReadPage<T>(
        string operation,
        QueryDefinition query,
        string? partition,
        int? atATime,
        string? continuation,
        Func<Stream, Page<T>> parse,
        CancellationToken cancel) => requests.Read(
            operation,
            async inTime =>
            {
                PartitionKey? key = partition is null ? null : new(partition);
                using var pages = container.GetItemQueryStreamIterator(query, continuation, new() { PartitionKey = key, MaxItemCount = atATime });
                return await pages.ReadNextAsync(inTime);
            },
            _ => false,
            answer => (parse(answer.Content), (string?)answer.ContinuationToken),
            cancel);

    /// <param name="With">What is to take the place of what is there; null for leaving it.</param>
    /// <param name="ETag">Names this version of it.</param>
    private sealed record Place(byte[]? With, string ETag);
}

/// <summary>What came of making a document.</summary>
internal enum Creation
{
    /// <summary>It is there, durably, and this call made it.</summary>
    Ours,

    /// <summary>Another one is there.</summary>
    Theirs,

    /// <summary>It has more bytes than a document may have; nothing was written.</summary>
    TooLarge,
}

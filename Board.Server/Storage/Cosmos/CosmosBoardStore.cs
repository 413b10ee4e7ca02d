using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// The home of boards for more than one server: one container of Cosmos DB, a board's commits and its snapshot in one
/// partition. Making the document of a number is the only arbitration there is (O1): no stored procedure, no batch, no
/// document that counts. Thread-safe.
/// </summary>
internal sealed partial class CosmosBoardStore(Container container, CosmosRequests requests, ILogger<CosmosBoardStore> logger) : IBoardStore
{
    /// <summary>The most bytes of one document: 2 MB, less what Cosmos DB adds of its own.</summary>
    public const int MostDocumentBytes = 2 * 1024 * 1024 - 4096;

    /// <summary>A replica may lag for a moment: a commit that is not there is looked for again after so many milliseconds.</summary>
    private static readonly int[] LookAgain = [0, 50, 100, 200];

    private static readonly ItemRequestOptions NoEcho = new() { EnableContentResponseOnWrite = false };

    private readonly AppendLines _lines = new();
    private readonly KnownEnds _ends = new();

    public Task<bool> TryAppend(Commit commit, CancellationToken cancel)
    {
        var stored = StoredCommit.From(commit);
        var attempt = Ids.From(RandomNumberGenerator.GetBytes(16));
        var document = JsonSerializer.SerializeToUtf8Bytes(CommitDocument.From(stored, attempt), CosmosJson.Plain.CommitDocument);
        // Only words that can hardly be compressed and are full of quotes come to this: their batch is refused, not the board.
        if (document.Length > MostDocumentBytes) throw TooLarge(nameof(commit));
        return _lines.InTurn(stored.Board, () => Append(stored, attempt, document, cancel));
    }

    public async Task<IReadOnlyList<Commit>> ReadCommits(string board, long after, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        if (!Ids.IsWellFormed(board)) return [];

        var commits = new List<Commit>();
        string? continuation = null;
        do
        {
            (var page, continuation) = await ReadPage(board, after, continuation, cancel);
            foreach (var document in page)
            {
                var next = after + commits.Count + 1;
                if (document.Number != next) throw new DamagedLogException(board, next, "is missing");
                commits.Add((document.ToStored() with { Board = board }).Read());
            }
        }
        while (continuation is not null);

        if (commits.Count > 0) _ends.Saw(board, commits[^1].Number);
        return commits;
    }

    private async Task<bool> Append(StoredCommit commit, string attempt, byte[] document, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (commit.Number <= _ends.Of(commit.Board)) return false;
        if (commit.Number > _ends.Of(commit.Board) + 1) await RequireBefore(commit, cancel);
        cancel.ThrowIfCancellationRequested();

        var partition = new PartitionKey(commit.Board);
        var status = await requests.Write("append", inTime => container.CreateItemStreamAsync(new MemoryStream(document), partition, NoEcho, inTime));
        var ours = status switch
        {
            { IsSuccess: true } => true,
            // The number is taken: by somebody else, or by this very call, since the SDK may turn to another region
            // with a write whose first answer was lost.
            { Code: HttpStatusCode.Conflict } => await IsOurs(commit, attempt)
                ?? throw new StoreUnavailableException("Cosmos DB says that a number is taken and does not show by what."),
            // Whether it is there is read, never tried by writing again. When it is not, it may still be on its way.
            { LeavesWriteOpen: true } => await IsOurs(commit, attempt) ?? throw CosmosRequests.Unavailable(status),
            { Code: HttpStatusCode.RequestEntityTooLarge } => throw TooLarge(nameof(commit)),
            _ => throw CosmosRequests.Unavailable(status),
        };
        _ends.Saw(commit.Board, commit.Number);
        return ours;
    }

    /// <summary>Whether the document under the commit's number was made by this call; null when there is none.</summary>
    private async Task<bool?> IsOurs(StoredCommit commit, string attempt)
    {
        var there = await ReadCommit("settle", commit.Board, commit.Number, CancellationToken.None);
        return there is null ? null : there.Attempt == attempt && there.Hash.AsSpan().SequenceEqual(commit.Hash);
    }

    /// <summary>No commit is written unless the one before it is there, so a log has no gaps.</summary>
    private async Task RequireBefore(StoredCommit commit, CancellationToken cancel)
    {
        var before = commit.Number - 1;
        if (before == 0) return;
        foreach (var wait in LookAgain)
        {
            await Task.Delay(wait, cancel);
            if (await ReadCommit("look_back", commit.Board, before, cancel) is null) continue;
            _ends.Saw(commit.Board, before);
            return;
        }

        throw new ArgumentException($"Commit {commit.Number} would leave a gap: the one before it is not there.", nameof(commit));
    }

    private Task<CommitDocument?> ReadCommit(string operation, string board, long number, CancellationToken cancel) => requests.Read(
        operation,
        inTime => container.ReadItemStreamAsync(CommitDocument.IdOf(number), new PartitionKey(board), cancellationToken: inTime),
        status => status.IsAbsent,
        answer => answer.IsSuccessStatusCode ? Parse(board, number, answer.Content, CosmosJson.Plain.CommitDocument) : null,
        cancel);

    private Task<(List<CommitDocument> Page, string? Continuation)> ReadPage(string board, long after, string? continuation, CancellationToken cancel) =>
        requests.Read(
            "read_commits",
            async inTime =>
            {
                var query = new QueryDefinition("SELECT * FROM c WHERE c.number > @after ORDER BY c.number").WithParameter("@after", after);
                using var pages = container.GetItemQueryStreamIterator(query, continuation, new() { PartitionKey = new PartitionKey(board) });
                return await pages.ReadNextAsync(inTime);
            },
            _ => false,
            answer => (Parse(board, after + 1, answer.Content, CosmosJson.Plain.PageCommitDocument).Documents, (string?)answer.ContinuationToken),
            cancel);

    private static T Parse<T>(string board, long number, Stream content, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(content, type) ?? throw new DamagedLogException(board, number, "is empty");
        }
        catch (JsonException)
        {
            // What the parser says may quote the document.
            throw new DamagedLogException(board, number, "is not in the form in which this store keeps commits");
        }
    }

    private static ArgumentException TooLarge(string name) => new("The commit is too large.", name);
}

using System.Security.Cryptography;
using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Cosmos.Admission;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using Microsoft.Azure.Cosmos;
using static MappingBoard.Server.Storage.Cosmos.CosmosContainer;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// The home of boards for more than one server: one container of Cosmos DB, a board's commits and its snapshot in one
/// partition. Making the document of a number is the only arbitration there is (O1): no stored procedure, no batch, no
/// document that counts. Thread-safe.
/// </summary>
internal sealed partial class CosmosBoardStore(Container container, CosmosRequests requests, ILogger<CosmosBoardStore> logger) : IBoardStore
{
    private readonly CosmosContainer _documents = new(container, requests);

    private readonly AppendLines _lines = new();
    private readonly KnownEnds _ends = new();

    public Task<bool> TryAppend(Commit commit, CancellationToken cancel)
    {
        var stored = StoredCommit.From(commit);
        var attempt = Ids.From(RandomNumberGenerator.GetBytes(16));
        var document = JsonSerializer.SerializeToUtf8Bytes(CommitDocument.From(stored, attempt, AccessLines.MarkOf(commit)), CosmosJson.Plain.CommitDocument);
        // Only words that can hardly be compressed and are full of quotes come to this: their batch is refused, not the board.
        if (document.Length > MostDocumentBytes) throw TooLarge(nameof(commit));
        return _lines.InTurn(stored.Board, () => Append(stored, attempt, document, cancel));
    }

    public async Task<IReadOnlyList<Commit>> ReadCommits(string board, long after, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (!Ids.IsWellFormed(board)) return [];

        var commits = new List<Commit>();
        var query = new QueryDefinition("SELECT * FROM c WHERE c.number > @after ORDER BY c.number").WithParameter("@after", after);
        await foreach (var document in _documents.Query("read_commits", query, board, page => Parse(board, Next(), page, CosmosJson.Plain.PageCommitDocument), cancel))
        {
            RequireThere(board, document);
            if (document.Number != Next()) throw new DamagedLogException(board, Next(), "is missing");
            commits.Add((document.ToStored() with { Board = board }).Read());
            if (commits.Count == most) break;
        }

        if (commits.Count > 0) _ends.Saw(board, commits[^1].Number);
        return commits;

        long Next() => after + commits.Count + 1;
    }

    private async Task<bool> Append(StoredCommit commit, string attempt, byte[] document, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (commit.Number <= _ends.Of(commit.Board))
        {
            // Taken, by a commit or by what is left of one.
            RequireThere(commit.Board, await ReadCommit(commit.Board, commit.Number, cancel));
            return false;
        }

        if (commit.Number > _ends.Of(commit.Board) + 1) await RequireBefore(commit, cancel);
        cancel.ThrowIfCancellationRequested();

        var creation = await _documents.Create("append", commit.Board, CommitDocument.IdOf(commit.Number), document, there => IsOurs(commit, attempt, there));
        if (creation == Creation.TooLarge) throw TooLarge(nameof(commit));
        _ends.Saw(commit.Board, commit.Number);
        return creation == Creation.Ours;
    }

    /// <summary>Whether the document under the commit's number was made by this call.</summary>
    private static bool IsOurs(StoredCommit commit, string attempt, Stream content)
    {
        var there = Parse(commit.Board, commit.Number, content, CosmosJson.Plain.CommitDocument);
        RequireThere(commit.Board, there);
        return there.Attempt == attempt && there.Hash.AsSpan().SequenceEqual(commit.Hash);
    }

    /// <summary>No commit is written unless the one before it is there, so a log has no gaps.</summary>
    private async Task RequireBefore(StoredCommit commit, CancellationToken cancel)
    {
        var before = commit.Number - 1;
        if (before == 0) return;
        if (await requests.ReadUntilThere(inTime => ReadCommit(commit.Board, before, inTime), cancel) is not { } there)
            throw new ArgumentException($"Commit {commit.Number} would leave a gap: the one before it is not there.", nameof(commit));
        RequireThere(commit.Board, there);
        _ends.Saw(commit.Board, before);
    }

    /// <exception cref="BoardDestroyedException">The document says that the board was destroyed.</exception>
    private static void RequireThere(string board, CommitDocument? document)
    {
        if (document is { IsDestroyed: true }) throw new BoardDestroyedException(board);
    }

    private Task<CommitDocument?> ReadCommit(string board, long number, CancellationToken cancel) => _documents.Read(
        "look_back",
        board,
        CommitDocument.IdOf(number),
        content => Parse(board, number, content, CosmosJson.Plain.CommitDocument),
        cancel);

    private static T Parse<T>(string board, long number, Stream content, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return ChangeJson.Read(content, type);
        }
        catch (JsonException)
        {
            // What the parser says may quote the document.
            throw new DamagedLogException(board, number, "is not in the form in which this store keeps commits");
        }
    }

    private static ArgumentException TooLarge(string name) => new("The commit is too large.", name);
}

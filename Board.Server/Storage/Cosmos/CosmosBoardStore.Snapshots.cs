using System.Net;
using System.Text.Json;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;
using Microsoft.Azure.Cosmos;
using static MappingBoard.Server.Storage.Cosmos.CosmosContainer;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>One document for each board, replaced by newer ones (O3).</summary>
internal sealed partial class CosmosBoardStore
{
    /// <summary>How often somebody else may come between reading and replacing, before the snapshot is let go of: theirs is as good.</summary>
    private const int SnapshotTries = 5;

    public async Task<Snapshot?> ReadSnapshot(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (!Ids.IsWellFormed(board)) return null;
        var kept = await ReadKept(board, cancel);
        var snapshot = kept?.Document?.ToStored() is { } stored ? (stored with { Board = board }).Read() : null;
        if (kept is not null && snapshot is null) LogUnreadableSnapshot(logger, BoardTag.Of(board));
        return snapshot;
    }

    public async Task WriteSnapshot(Snapshot snapshot, CancellationToken cancel)
    {
        var stored = StoredSnapshot.From(snapshot);
        var document = JsonSerializer.SerializeToUtf8Bytes(SnapshotDocument.From(stored), CosmosJson.Plain.SnapshotDocument);
        if (document.Length > MostDocumentBytes)
        {
            // A cache (O3): without it the log is read.
            LogSnapshotTooLarge(logger, BoardTag.Of(stored.Board), stored.Number, document.Length);
            return;
        }

        for (var tries = 0; tries < SnapshotTries; tries++)
        {
            var kept = await ReadKept(stored.Board, cancel);
            if (kept?.Document?.At > stored.Number) return;
            cancel.ThrowIfCancellationRequested();
            var status = await requests.Write("write_snapshot", inTime => Put(stored.Board, document, kept?.ETag, inTime));
            if (status.IsSuccess) return;
            // Somebody else's came first (409, 412) or was taken away (404): look again.
            if (status.Code is not (HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed) && !status.IsAbsent)
                throw CosmosRequests.Unavailable(status);
        }
    }

    private Task<ResponseMessage> Put(string board, byte[] document, string? over, CancellationToken inTime)
    {
        var partition = new PartitionKey(board);
        return over is null
            ? container.CreateItemStreamAsync(new MemoryStream(document), partition, NoEcho, inTime)
            : container.ReplaceItemStreamAsync(
                new MemoryStream(document),
                SnapshotDocument.IdOfAll,
                partition,
                new() { IfMatchEtag = over, EnableContentResponseOnWrite = false },
                inTime);
    }

    private Task<Kept?> ReadKept(string board, CancellationToken cancel) => requests.Read(
        "read_snapshot",
        inTime => container.ReadItemStreamAsync(SnapshotDocument.IdOfAll, new PartitionKey(board), cancellationToken: inTime),
        status => status.IsAbsent,
        answer => answer.IsSuccessStatusCode ? new Kept(ParseSnapshot(answer.Content), answer.Headers.ETag) : null,
        cancel);

    private static SnapshotDocument? ParseSnapshot(Stream content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, CosmosJson.Plain.SnapshotDocument);
        }
        catch (JsonException)
        {
            // Of no form that this version knows. Its caller says that it goes without, or writes over it.
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of board {Board} cannot be read; the log is read instead.")]
    private static partial void LogUnreadableSnapshot(ILogger logger, string board);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of board {Board} at commit {Number} has {Bytes} bytes, too many for a document; the log is read instead.")]
    private static partial void LogSnapshotTooLarge(ILogger logger, string board, long number, int bytes);

    /// <param name="Document">Null when it cannot be read.</param>
    /// <param name="ETag">Names this version of it.</param>
    private sealed record Kept(SnapshotDocument? Document, string ETag);
}

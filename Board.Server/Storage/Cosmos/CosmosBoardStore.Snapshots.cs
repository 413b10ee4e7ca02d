using System.Text.Json;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using static MappingBoard.Server.Storage.Cosmos.CosmosContainer;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>One document for each board, replaced by newer ones (O3).</summary>
internal sealed partial class CosmosBoardStore
{
    public async Task<Snapshot?> ReadSnapshot(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (!Ids.IsWellFormed(board)) return null;
        var kept = await _documents.Read("read_snapshot", board, SnapshotDocument.IdOfAll, content => new Stored(SnapshotDocument.TryRead(content)), cancel);
        if (kept?.Document is { IsClosed: true }) return null;
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

        // Of a destroyed board the one that is there is newer than any. One that cannot be read is written over. Where others came in between, theirs is as good.
        await _documents.PutOver(
            "write_snapshot",
            stored.Board,
            SnapshotDocument.IdOfAll,
            document,
            there => SnapshotDocument.TryRead(there) is not { } kept || kept.At <= stored.Number,
            cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of board {Board} cannot be read; the log is read instead.")]
    private static partial void LogUnreadableSnapshot(ILogger logger, string board);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of board {Board} at commit {Number} has {Bytes} bytes, too many for a document; the log is read instead.")]
    private static partial void LogSnapshotTooLarge(ILogger logger, string board, long number, int bytes);

    /// <param name="Document">Null when it cannot be read.</param>
    private sealed record Stored(SnapshotDocument? Document);
}

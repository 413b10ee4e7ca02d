using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Cosmos.Admission;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Changes;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// Destroys the log of a board (K3). First a tombstone takes the number after the last commit, so that the log has an end;
/// then a husk takes the place of each commit, so that no number is free to be written again by a server which has the
/// board in memory. Each step can be done again, by anybody, any number of times. Thread-safe.
/// </summary>
internal sealed partial class LogDestruction(CosmosContainer boards, ILogger logger)
{
    /// <summary>So many documents are replaced at the same time: few, so that meetings that are going on are not throttled.</summary>
    private const int AtOnce = 4;

    /// <summary>How often somebody else may be first at the number after the last.</summary>
    private const int MostTries = 100;

    /// <summary>The last place of a log: its last commit, or its tombstone; null when there is nothing.</summary>
    /// <exception cref="StoreUnavailableException">Cosmos DB did not answer.</exception>
    public async Task<LogPlace?> ReadLast(string board, CancellationToken cancel)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.number > @after ORDER BY c.number DESC").WithParameter("@after", 0);
        await foreach (var document in boards.Query("read_last", query, board, atATime: 1, ParsePage, cancel))
        {
            if (LogPlace.Find(document) is { } last) return last;
        }

        return null;
    }

    /// <summary>Puts a tombstone after the last commit, if there is none yet. From then on nothing is appended.</summary>
    /// <returns>The one that is there.</returns>
    /// <exception cref="StoreUnavailableException">Whether it is there is unknown.</exception>
    public async Task<Tombstone> End(string board, LogPlace last, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (last.Tombstone is { } there) return there;
            cancel.ThrowIfCancellationRequested();
            var tombstone = last.UpToHere;
            var number = last.Number + 1;
            var document = JsonSerializer.SerializeToUtf8Bytes(CommitDocument.TombstoneOf(board, tombstone), CosmosJson.Plain.CommitDocument);
            // Whose tombstone it is makes no difference; a commit that was first is the last one now.
            last = new(number, 0, tombstone.Hash, IsHusk: false, tombstone);
            await boards.Create("end_log", board, CommitDocument.IdOf(number), document, content =>
            {
                last = LogPlace.Of(number, Parse(content));
                return last.Tombstone is not null;
            });
        }

        throw new StoreUnavailableException("Other servers were first each time.");
    }

    /// <summary>Puts husks in the place of all commits, and closes the place of the snapshot.</summary>
    /// <exception cref="StoreUnavailableException">Some may still be there.</exception>
    public async Task Clear(string board, Tombstone tombstone, CancellationToken cancel)
    {
        await boards.Replace("close_snapshot", board, SnapshotDocument.IdOfAll, there => ClosedOver(board, there), cancel);
        await Parallel.ForEachAsync(
            Numbers(tombstone),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (number, stop) => await boards.Replace("husk", board, CommitDocument.IdOf(number), there => HuskOver(board, number, there), stop));
    }

    /// <summary>Reads the whole log, to see that nothing of it is left.</summary>
    /// <exception cref="StoreUnavailableException">Something is, or Cosmos DB did not answer.</exception>
    public async Task RequireCleared(string board, Tombstone tombstone, CancellationToken cancel)
    {
        var expected = 1L;
        var query = new QueryDefinition("SELECT * FROM c WHERE c.number > @after ORDER BY c.number").WithParameter("@after", 0);
        await foreach (var document in boards.Query("read_husks", query, board, ParsePage, cancel))
        {
            if (LogPlace.Find(document) is not { IsDestroyed: true } place || place.Number != expected) throw Left();
            expected++;
        }

        if (expected != tombstone.Commits + 2) throw Left();

        StoreUnavailableException Left() => new($"Something of the log of board {BoardTag.Of(board)} is still there.");
    }

    private static IEnumerable<long> Numbers(Tombstone tombstone)
    {
        for (var number = 1L; number <= tombstone.Commits; number++) yield return number;
    }

    /// <summary>A number without a commit gets a husk as well: it must not be free.</summary>
    private byte[]? HuskOver(string board, long number, Stream? there)
    {
        if (there is null) return Write(CommitDocument.HuskOf(board, number, line: null, []));
        var document = Parse(there);
        return LogPlace.Of(number, document).IsHusk ? null : Write(HuskOf(board, number, document));
    }

    private CommitDocument HuskOf(string board, long number, JsonElement document)
    {
        try
        {
            var commit = ChangeJson.Read(document, CosmosJson.Plain.CommitDocument);
            return CommitDocument.HuskOf(board, number, commit.Line, [.. AccessLines.Of((commit.ToStored() with { Board = board }).Read())]);
        }
        catch (Exception e) when (e is DamagedLogException or NewerLogException or JsonException)
        {
            // What it said nobody can tell; what the parser says may quote it.
            LogLinesLost(logger, number, BoardTag.Of(board));
            return CommitDocument.HuskOf(board, number, line: null, []);
        }
    }

    private static byte[]? ClosedOver(string board, Stream? there) =>
        there is not null && SnapshotDocument.TryRead(there) is { IsClosed: true }
            ? null
            : JsonSerializer.SerializeToUtf8Bytes(SnapshotDocument.ClosedOf(board), CosmosJson.Plain.SnapshotDocument);

    private static byte[] Write(CommitDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, CosmosJson.Plain.CommitDocument);

    private static JsonElement Parse(Stream content) => AdmissionJson.Parse(content, CosmosJson.Plain.JsonElement);

    private static Page<JsonElement> ParsePage(Stream content) => AdmissionJson.Parse(content, CosmosJson.Plain.PageJsonElement);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Commit {Number} of board {Board} could not be read when it was destroyed: what it said in the access log is lost.")]
    private static partial void LogLinesLost(ILogger logger, long number, string board);
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MappingBoard.Server.Listing;
using MappingBoard.Shared.Model;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos.Doors;

/// <summary>The list of all meetings in Cosmos DB: one document for each board, in the partition of its doors. Thread-safe.</summary>
internal sealed class CosmosMeetingIndex(CosmosContainer container) : IMeetingIndex
{
    /// <summary>So many are read at the same time.</summary>
    private const int AtOnce = 16;

    public async Task Put(MeetingSummary summary, CancellationToken cancel)
    {
        MeetingSummaryJson.RequireWellFormed(summary);
        var document = new SummaryDocument
        {
            Id = SummaryDocument.IdOfAll,
            Partition = summary.Board,
            At = summary.Number,
            Quiet = StoredTime.Write(summary.LastAt),
            Summary = summary,
        };
        await container.PutOver(
            "put_summary",
            summary.Board,
            SummaryDocument.IdOfAll,
            JsonSerializer.SerializeToUtf8Bytes(document, DoorJson.Plain.SummaryDocument),
            there => TryRead(there) is not { } kept || kept.At <= summary.Number,
            cancel);
    }

    public async Task<IReadOnlyList<MeetingSummary>> Read(IReadOnlyCollection<string> boards, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(boards);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(boards.Count, IMeetingIndex.MostAtOnce, nameof(boards));
        var found = new ConcurrentBag<MeetingSummary>();
        await Parallel.ForEachAsync(
            boards.Where(Ids.IsWellFormed).Distinct(StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (board, stop) =>
            {
                if (await container.Read("read_summary", board, SummaryDocument.IdOfAll, content => new Kept(TryRead(content)), stop) is { Document: { } there })
                    found.Add(there.Summary);
            });
        return [.. found];
    }

    public async IAsyncEnumerable<MeetingSummary> ReadQuiet(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.quiet <= @since").WithParameter("@since", StoredTime.Write(since));
        await foreach (var there in container.Query("read_quiet", query, null, page => DoorJson.Parse(page, DoorJson.Plain.PageSummaryDocument), cancel))
            yield return there.Summary;
    }

    public async Task Remove(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        cancel.ThrowIfCancellationRequested();
        if (Ids.IsWellFormed(board)) await container.Delete("remove_summary", board, SummaryDocument.IdOfAll);
    }

    /// <summary>Null when it is of no form that this version knows: it is made again.</summary>
    private static SummaryDocument? TryRead(Stream content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, DoorJson.Plain.SummaryDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Document">Null when it cannot be read.</param>
    private sealed record Kept(SummaryDocument? Document);
}

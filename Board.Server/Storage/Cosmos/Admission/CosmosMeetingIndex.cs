using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

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
            JsonSerializer.SerializeToUtf8Bytes(document, AdmissionJson.Plain.SummaryDocument),
            there => SummaryDocument.TryRead(there) is not { } kept || kept.At <= summary.Number,
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
                if (await container.Read("read_summary", board, SummaryDocument.IdOfAll, content => new Stored(SummaryDocument.TryRead(content)), stop) is { Document.Summary: { } there })
                    found.Add(there);
            });
        return [.. found];
    }

    public async IAsyncEnumerable<MeetingSummary> ReadQuiet(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.quiet <= @since").WithParameter("@since", StoredTime.Write(since));
        await foreach (var there in container.Query("read_quiet", query, null, page => AdmissionJson.Parse(page, AdmissionJson.Plain.PageSummaryDocument), cancel))
        {
            if (there.Summary is { } summary) yield return summary;
        }
    }

    public async Task Remove(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        cancel.ThrowIfCancellationRequested();
        if (!Ids.IsWellFormed(board)) return;
        // What keeps the place of a destroyed board's summary stays: without it, a server that is behind would put it there again.
        await container.Delete("remove_summary", board, SummaryDocument.IdOfAll, there => SummaryDocument.TryRead(there) is not { IsClosed: true }, cancel);
    }

    /// <param name="Document">Null when it cannot be read.</param>
    private sealed record Stored(SummaryDocument? Document);
}

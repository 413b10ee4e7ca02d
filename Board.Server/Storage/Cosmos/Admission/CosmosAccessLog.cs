using System.Security.Cryptography;
using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos.Admission;

/// <summary>
/// The access log in Cosmos DB. A line stands in the document of what it speaks of: the act at the doors, or the commit
/// of the board that says who came or went; only what is noted by itself has a document of its own. Reading puts them
/// together. Nothing here changes or destroys one. Thread-safe.
/// </summary>
/// <param name="boards">Where commits are.</param>
/// <param name="doors">Where everything else is.</param>
internal sealed class CosmosAccessLog(CosmosContainer boards, CosmosContainer doors) : IAccessLog
{
    private const int MostAtOnce = 10_000;

    public async Task Append(AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancel.ThrowIfCancellationRequested();
        var id = Ids.From(RandomNumberGenerator.GetBytes(16));
        var document = new LineDocument
        {
            Id = "line-" + id,
            Partition = entry.Board,
            Line = AccessLines.OfLine(entry.At, id),
            Did = LineDocument.DidOf(entry),
            Entry = entry with { At = entry.At.ToUniversalTime() },
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, AdmissionJson.Plain.LineDocument);
        // Nobody else knows the id: whatever is there is ours.
        if (await doors.Create("append_line", entry.Board, document.Id, bytes, _ => true) == Creation.TooLarge)
            throw new ArgumentException("The line is too large.", nameof(entry));
    }

    public async Task AppendUnlessSince(DateTimeOffset since, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var query = new QueryDefinition("SELECT * FROM c WHERE c.did = @did AND c.line >= @since")
            .WithParameter("@did", LineDocument.DidOf(entry))
            .WithParameter("@since", AccessLines.From(since));
        await foreach (var _ in doors.Query("find_line", query, entry.Board, page => AdmissionJson.Parse(page, AdmissionJson.Plain.PageLinedDocument), cancel)) return;
        await Append(entry, cancel);
    }

    public async Task<IReadOnlyList<AccessLine>> Read(string board, string? before, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostAtOnce);
        if (!Ids.IsWellFormed(board) || (before is not null && !AccessLines.IsPlace(before))) return [];
        var query = new QueryDefinition("SELECT * FROM c WHERE c.line < @before ORDER BY c.line DESC").WithParameter("@before", before ?? AccessLines.End);
        var (atTheDoors, onTheBoard) = (ReadDoors(board, query, most, cancel), ReadCommits(board, query, before, most, cancel));
        await Task.WhenAll(atTheDoors, onTheBoard);
        return [.. (await atTheDoors).Concat(await onTheBoard).OrderByDescending(l => l.Cursor, StringComparer.Ordinal).Take(most)];
    }

    private async Task<List<AccessLine>> ReadDoors(string board, QueryDefinition query, int most, CancellationToken cancel)
    {
        var lines = new List<AccessLine>();
        await foreach (var line in doors.Query("read_lines", query, board, page => AdmissionJson.Parse(page, AdmissionJson.Plain.PageLinedDocument), cancel))
        {
            lines.Add(new(line.Line, line.Entry));
            if (lines.Count == most) break;
        }

        return lines;
    }

    /// <summary>A commit's mark stands before its lines, so the commit in the middle of which a page begins is read again.</summary>
    private async Task<List<AccessLine>> ReadCommits(string board, QueryDefinition query, string? before, int most, CancellationToken cancel)
    {
        var lines = new List<AccessLine>();
        await foreach (var document in boards.Query("read_marked", query, board, page => AdmissionJson.Parse(page, CosmosJson.Plain.PageCommitDocument), cancel))
        {
            var all = document.Husk?.Lines ?? AccessLines.Of((document.ToStored() with { Board = board }).Read());
            lines.AddRange(all.Where(l => before is null || string.CompareOrdinal(l.Cursor, before) < 0));
            if (lines.Count >= most) break;
        }

        return lines;
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using MappingBoard.Server.Listing;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>The list of all meetings, in the same file and by the same writer. Thread-safe.</summary>
public sealed class SqliteMeetingIndex(SqliteDatabase database) : IMeetingIndex
{
    private const int OnAPage = 200;

    public Task Put(MeetingSummary summary, CancellationToken cancel)
    {
        var json = MeetingSummaryJson.Write(summary);
        return database.Write(
            file => file.Run(
                """
                INSERT INTO meetings (board, number, last_at, summary) VALUES ($board, $number, $last, $summary)
                ON CONFLICT (board) DO UPDATE
                SET number = excluded.number, last_at = excluded.last_at, summary = excluded.summary
                WHERE excluded.number >= meetings.number
                """,
                ("$board", summary.Board),
                ("$number", summary.Number),
                ("$last", StoredTime.Write(summary.LastAt)),
                ("$summary", json)),
            cancel);
    }

    public Task<IReadOnlyList<MeetingSummary>> Read(IReadOnlyCollection<string> boards, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(boards);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(boards.Count, IMeetingIndex.MostAtOnce, nameof(boards));
        return database.Read<IReadOnlyList<MeetingSummary>>(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT summary FROM meetings WHERE board IN (SELECT value FROM json_each($boards))";
                command.Parameters.AddWithValue("$boards", JsonSerializer.Serialize(boards));
                return Rows(command);
            },
            cancel);
    }

    public async IAsyncEnumerable<MeetingSummary> ReadQuiet(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancel)
    {
        (string At, string Board) last = ("", "");
        while (await Page(since, last, cancel) is { Count: > 0 } page)
        {
            foreach (var (_, _, summary) in page)
            {
                if (summary is not null) yield return summary;
            }

            last = (page[^1].At, page[^1].Board);
        }
    }

    public Task Remove(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        return database.Write(file => file.Run("DELETE FROM meetings WHERE board = $board", ("$board", board)), cancel);
    }

    private Task<List<(string At, string Board, MeetingSummary? Summary)>> Page(DateTimeOffset since, (string At, string Board) last, CancellationToken cancel) => database.Read(
        connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText =
                """
                SELECT last_at, board, summary FROM meetings
                WHERE last_at <= $since AND (last_at, board) > ($at, $board) ORDER BY last_at, board LIMIT $most
                """;
            command.Parameters.AddWithValue("$since", StoredTime.Write(since));
            command.Parameters.AddWithValue("$at", last.At);
            command.Parameters.AddWithValue("$board", last.Board);
            command.Parameters.AddWithValue("$most", OnAPage);
            using var reader = command.ExecuteReader();
            var page = new List<(string, string, MeetingSummary?)>();
            while (reader.Read()) page.Add((reader.GetString(0), reader.GetString(1), MeetingSummaryJson.Read(reader.GetFieldValue<byte[]>(2))));
            return page;
        },
        cancel);

    private static List<MeetingSummary> Rows(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var summaries = new List<MeetingSummary>();
        while (reader.Read())
        {
            if (MeetingSummaryJson.Read(reader.GetFieldValue<byte[]>(0)) is { } summary) summaries.Add(summary);
        }

        return summaries;
    }
}

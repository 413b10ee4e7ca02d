using System.Runtime.CompilerServices;
using MappingBoard.Server.Ports;
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
                // Each by itself: a damaged page beneath one of them hides no other.
                return [.. boards.Distinct(StringComparer.Ordinal).Select(board => Summary(connection, board)).OfType<MeetingSummary>()];
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
                SELECT last_at, board FROM meetings
                WHERE last_at <= $since AND (last_at, board) > ($at, $board) ORDER BY last_at, board LIMIT $most
                """;
            command.Parameters.AddWithValue("$since", StoredTime.Write(since));
            command.Parameters.AddWithValue("$at", last.At);
            command.Parameters.AddWithValue("$board", last.Board);
            command.Parameters.AddWithValue("$most", OnAPage);
            var places = new List<(string At, string Board)>();
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read()) places.Add((reader.GetString(0), reader.GetString(1)));
            }

            return places.ConvertAll(p => (p.At, p.Board, Summary(connection, p.Board)));
        },
        cancel);

    /// <summary>Null when there is none that can be read: it is made again from the log.</summary>
    private static MeetingSummary? Summary(SqliteConnection connection, string board)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT summary FROM meetings WHERE board = $board";
            command.Parameters.AddWithValue("$board", board);
            return command.ExecuteScalar() is byte[] summary ? MeetingSummaryJson.Read(summary) : null;
        }
        catch (SqliteException e) when (SqliteErrors.IsDamage(e))
        {
            return null;
        }
    }
}

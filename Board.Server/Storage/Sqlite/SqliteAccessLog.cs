using System.Globalization;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using Microsoft.Data.Sqlite;
using static MappingBoard.Server.Storage.Sqlite.SqliteRow;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>The access log beside the boards. The file itself refuses to change or to take away a line. Thread-safe.</summary>
public sealed class SqliteAccessLog(SqliteDatabase database) : IAccessLog
{
    private const int MostAtOnce = 10_000;

    public Task Append(AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return database.Write(file => Insert(file, entry), cancel);
    }

    public Task AppendUnlessSince(DateTimeOffset since, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return database.Write(file => HasBeen(file, since, entry) ? 0 : Insert(file, entry), cancel);
    }

    public Task<IReadOnlyList<AccessLine>> Read(string board, string? before, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostAtOnce);
        var number = long.MaxValue;
        if (before is not null && !long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return Task.FromResult<IReadOnlyList<AccessLine>>([]);
        return database.Read<IReadOnlyList<AccessLine>>(connection => [.. Lines(connection, board, number, most)], cancel);
    }

    /// <summary>Writes a line as part of another write, so that the thing and its line are there together or not at all.</summary>
    internal static int Insert(WriteConnection file, AccessEntry entry) => file.Run(
        """
        INSERT INTO access_log (board, at, what, participant, by, role, invitation, detail)
        VALUES ($board, $at, $what, $participant, $by, $role, $invitation, $detail)
        """,
        ("$board", entry.Board),
        ("$at", StoredTime.Write(entry.At)),
        ("$what", entry.What.ToString()),
        ("$participant", OrNull(entry.Participant)),
        ("$by", OrNull(entry.By)),
        ("$role", OrNull(entry.Role)),
        ("$invitation", OrNull(entry.Invitation)),
        ("$detail", OrNull(entry.Detail)));

    private static bool HasBeen(WriteConnection file, DateTimeOffset since, AccessEntry entry) => file.Scalar(
        "SELECT 1 FROM access_log WHERE board = $board AND what = $what AND participant = $participant AND at >= $since LIMIT 1",
        ("$board", entry.Board),
        ("$what", entry.What.ToString()),
        ("$participant", OrNull(entry.Participant)),
        ("$since", StoredTime.Write(since))) is not null;

    private static IEnumerable<AccessLine> Lines(SqliteConnection connection, string board, long before, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT number, at, what, participant, by, role, invitation, detail FROM access_log
            WHERE board = $board AND number < $before ORDER BY number DESC LIMIT $most
            """;
        command.Parameters.AddWithValue("$board", board);
        command.Parameters.AddWithValue("$before", before);
        command.Parameters.AddWithValue("$most", most);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new(row.GetInt64(0).ToString(CultureInfo.InvariantCulture), new(
                board,
                row.Time(1),
                row.OneOf<AccessKind>(2),
                row.Text(3),
                row.Text(4),
                row.IsDBNull(5) ? null : row.OneOf<Role>(5),
                row.Text(6),
                row.Text(7)));
        }
    }
}

using MappingBoard.Server.Ports;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>The lists beside the boards, in the same file and by the same writer. Thread-safe.</summary>
public sealed class SqliteMeetingList(SqliteDatabase database) : IMeetingList
{
    public Task Add(ListedMeeting meeting, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        meeting.RequireWellFormed();
        return database.Write(
            file => file.Run(
                """
                INSERT INTO staff_meetings (staff, board, participant, created) VALUES ($staff, $board, $participant, $created)
                ON CONFLICT (staff, board) DO NOTHING
                """,
                ("$staff", meeting.Staff),
                ("$board", meeting.Board),
                ("$participant", meeting.Participant),
                ("$created", StoredTime.Write(meeting.Created))),
            cancel);
    }

    public Task<ListedMeeting?> Find(string staff, string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(staff);
        ArgumentNullException.ThrowIfNull(board);
        return database.Read(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT board, participant, created FROM staff_meetings WHERE staff = $staff AND board = $board";
                command.Parameters.AddWithValue("$staff", staff);
                command.Parameters.AddWithValue("$board", board);
                return Rows(command, staff).SingleOrDefault();
            },
            cancel);
    }

    public Task<IReadOnlyList<ListedMeeting>> Read(string staff, int skip, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(staff);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, ListedMeeting.MostAtOnce);
        return database.Read<IReadOnlyList<ListedMeeting>>(
            connection =>
            {
                using var command = connection.CreateCommand();
                // The board's id decides between two of one moment, so that no page shows one twice.
                command.CommandText =
                    """
                    SELECT board, participant, created FROM staff_meetings WHERE staff = $staff
                    ORDER BY created DESC, board LIMIT $most OFFSET $skip
                    """;
                command.Parameters.AddWithValue("$staff", staff);
                command.Parameters.AddWithValue("$most", most);
                command.Parameters.AddWithValue("$skip", skip);
                return [.. Rows(command, staff)];
            },
            cancel);
    }

    private static IEnumerable<ListedMeeting> Rows(SqliteCommand command, string staff)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return new(staff, reader.GetString(0), reader.GetString(1), StoredTime.Read(reader.GetString(2)));
    }
}

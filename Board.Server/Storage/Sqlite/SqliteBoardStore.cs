using System.Globalization;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Log;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>The embedded home of boards: one file beside the server. Thread-safe.</summary>
public sealed partial class SqliteBoardStore(SqliteDatabase database, ILogger<SqliteBoardStore> logger) : IBoardStore
{
    private const int MostChanged = 1000;

    public Task<bool> TryAppend(Commit commit, CancellationToken cancel)
    {
        var stored = StoredCommit.From(commit);
        var events = BoardEvents.Of(commit).ToList();
        return database.Write(file => Append(file, stored, events), cancel);
    }

    public Task<IReadOnlyList<Commit>> ReadCommits(string board, long after, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return database.Read<IReadOnlyList<Commit>>(connection => Commits(connection, board, after, most), cancel);
    }

    public async Task<Snapshot?> ReadSnapshot(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        try
        {
            var stored = await database.Read(connection => StoredSnapshot(connection, board), cancel);
            var snapshot = stored?.Read();
            if (stored is not null && snapshot is null) LogUnreadableSnapshot(logger, BoardTag.Of(board), stored.Number);
            return snapshot;
        }
        catch (Exception e) when (SqliteErrors.IsOfTheRow(e))
        {
            // A cache (O3): a damaged page beneath it is no reason not to read the log.
            LogUnreadableSnapshot(logger, BoardTag.Of(board), 0);
            return null;
        }
    }

    public Task WriteSnapshot(Snapshot snapshot, CancellationToken cancel)
    {
        var stored = Storage.StoredSnapshot.From(snapshot);
        return database.Write(
            file => file.Run(
                """
                INSERT INTO snapshots (board, number, format, hash, payload) VALUES ($board, $number, $format, $hash, $payload)
                ON CONFLICT (board) DO UPDATE
                SET number = excluded.number, format = excluded.format, hash = excluded.hash, payload = excluded.payload
                WHERE excluded.number >= snapshots.number
                """,
                ("$board", stored.Board),
                ("$number", stored.Number),
                ("$format", stored.Format),
                ("$hash", stored.Hash),
                ("$payload", stored.Payload)),
            cancel);
    }

    public Task<ChangedBoards> ReadChanged(string? token, int most, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostChanged);
        var after = 0L;
        if (token is not null && !long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new ArgumentException("The token is none of this store's.", nameof(token));
        return database.Read(connection => Changed(connection, token, after, most), cancel);
    }

    /// <summary>Inside the writer's transaction, so that nobody comes between the question and the answer.</summary>
    private static bool Append(WriteConnection file, StoredCommit commit, List<AccessEntry> events)
    {
        var latest = file.Scalar("SELECT number FROM boards WHERE board = $board", ("$board", commit.Board)) is long number ? number : 0;
        if (commit.Number <= latest) return false;
        if (latest == 0 && SqliteRetentionStore.IsDestroyed(file, commit.Board)) throw new BoardDestroyedException(commit.Board);
        if (commit.Number > latest + 1) throw new ArgumentException($"Commit {commit.Number} would leave a gap after {latest}.", nameof(commit));

        file.Run(
            """
            INSERT INTO commits (board, number, format, first, last, hash, payload)
            VALUES ($board, $number, $format, $first, $last, $hash, $payload)
            """,
            ("$board", commit.Board),
            ("$number", commit.Number),
            ("$format", commit.Format),
            ("$first", commit.First),
            ("$last", commit.Last),
            ("$hash", commit.Hash),
            ("$payload", commit.Payload));
        file.Run("UPDATE change_clock SET now = now + 1");
        file.Run(
            """
            INSERT INTO boards (board, number, changed) SELECT $board, $number, now FROM change_clock WHERE true
            ON CONFLICT (board) DO UPDATE SET number = excluded.number, changed = excluded.changed
            """,
            ("$board", commit.Board),
            ("$number", commit.Number));
        foreach (var entry in events) SqliteAccessLog.Insert(file, entry);
        return true;
    }

    private static List<Commit> Commits(SqliteConnection connection, string board, long after, int most)
    {
        var commits = new List<Commit>();
        try
        {
            // One view of the file for both questions.
            using var view = connection.BeginTransaction(deferred: true);
            var latest = Latest(connection, board);
            if (latest == 0 && SqliteRetentionStore.Proof(connection, board) is not null) throw new BoardDestroyedException(board);
            foreach (var stored in StoredCommits(connection, board, after, most))
            {
                if (stored.Number != after + commits.Count + 1) throw Damaged("is missing");
                commits.Add(stored.Read());
            }

            if (commits.Count < most && after + commits.Count < latest) throw Damaged("is missing");
            if (commits.Count > 0 && commits[^1].Number > latest) throw new DamagedLogException(board, latest + 1, "is not counted by its board");
            return commits;
        }
        catch (Exception e) when (SqliteErrors.IsOfTheRow(e))
        {
            throw Damaged("cannot be read from the file");
        }

        DamagedLogException Damaged(string what) => new(board, after + commits.Count + 1, what);
    }

    private static IEnumerable<StoredCommit> StoredCommits(SqliteConnection connection, string board, long after, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, format, first, last, hash, payload FROM commits WHERE board = $board AND number > $after ORDER BY number LIMIT $most";
        command.Parameters.AddWithValue("$board", board);
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$most", most);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new(
                board,
                reader.GetInt64(0),
                reader.GetInt32(1),
                reader.GetInt64(2),
                reader.GetInt64(3),
                reader.GetFieldValue<byte[]>(4),
                reader.GetFieldValue<byte[]>(5));
        }
    }

    private static long Latest(SqliteConnection connection, string board)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number FROM boards WHERE board = $board";
        command.Parameters.AddWithValue("$board", board);
        return command.ExecuteScalar() is long latest ? latest : 0;
    }

    private static StoredSnapshot? StoredSnapshot(SqliteConnection connection, string board)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, format, hash, payload FROM snapshots WHERE board = $board";
        command.Parameters.AddWithValue("$board", board);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(board, reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3))
            : null;
    }

    private static ChangedBoards Changed(SqliteConnection connection, string? token, long after, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT board, number, changed FROM boards WHERE changed > $after ORDER BY changed LIMIT $most";
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$most", most);
        using var reader = command.ExecuteReader();
        var boards = new List<ChangedBoard>();
        while (reader.Read())
        {
            boards.Add(new(reader.GetString(0), reader.GetInt64(1)));
            after = reader.GetInt64(2);
        }

        return new(boards, boards.Count == 0 ? token : after.ToString(CultureInfo.InvariantCulture));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of board {Board} at commit {Number} cannot be read; the log is read instead.")]
    private static partial void LogUnreadableSnapshot(ILogger logger, string board, long number);
}

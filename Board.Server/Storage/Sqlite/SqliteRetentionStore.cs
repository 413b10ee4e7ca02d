using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>
/// Legal holds and destruction in the embedded store. Each act is one transaction; what is deleted is overwritten in the
/// file (<c>secure_delete</c>), and the write-ahead log emptied after it. Thread-safe.
/// </summary>
public sealed class SqliteRetentionStore(SqliteDatabase database, TimeProvider time) : IRetentionStore
{
    /// <summary>All that there is of a board, but the access log.</summary>
    private static readonly string[] Deletions =
    [
        "DELETE FROM commits WHERE board = $board",
        "DELETE FROM boards WHERE board = $board",
        "DELETE FROM snapshots WHERE board = $board",
        "DELETE FROM meetings WHERE board = $board",
        "DELETE FROM invitations WHERE board = $board",
        "DELETE FROM join_requests WHERE board = $board",
        "DELETE FROM device_links WHERE board = $board",
        "DELETE FROM staff_meetings WHERE board = $board",
    ];

    public Task<BoardStanding?> Read(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        return database.Read(connection => Standing(connection, board), cancel);
    }

    public Task<RetentionRefusal?> Hold(DestructionOrder order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        return database.Write<RetentionRefusal?>(
            file =>
            {
                if (IsDestroyed(file, order.Board)) return RetentionRefusal.Destroyed;
                if (Latest(file, order.Board) is null) return RetentionRefusal.NoBoard;
                if (IsHeld(file, order.Board)) return RetentionRefusal.Held;
                file.Run("INSERT INTO legal_holds (board, since) VALUES ($board, $since)", ("$board", order.Board), ("$since", StoredTime.Write(order.At)));
                Note(file, order, AccessKind.LegallyHeld);
                return null;
            },
            cancel);
    }

    public Task<RetentionRefusal?> EndHold(DestructionOrder order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        return database.Write<RetentionRefusal?>(
            file =>
            {
                if (file.Run("DELETE FROM legal_holds WHERE board = $board", ("$board", order.Board)) == 0) return RetentionRefusal.NotHeld;
                Note(file, order, AccessKind.LegalHoldEnded);
                return null;
            },
            cancel);
    }

    public async Task<DestructionAnswer> Destroy(DestructionOrder order, string? hash, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        var answer = await database.Write(file => Destroy(file, order, hash), cancel);
        if (answer.Proof is not null) await database.EmptyLog(cancel);
        return answer;
    }

    /// <summary>None: a destruction is one transaction.</summary>
    public IAsyncEnumerable<string> ReadUnfinished(CancellationToken cancel) => AsyncEnumerable.Empty<string>();

    /// <summary>Whether a board was destroyed, within the writer's transaction.</summary>
    internal static bool IsDestroyed(WriteConnection file, string board) =>
        file.Scalar("SELECT 1 FROM destroyed WHERE board = $board", ("$board", board)) is not null;

    /// <summary>The proof that a board was destroyed, or null.</summary>
    internal static DestructionProof? Proof(SqliteConnection connection, string board)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT proof FROM destroyed WHERE board = $board";
        command.Parameters.AddWithValue("$board", board);
        return command.ExecuteScalar() is byte[] proof ? DestructionProof.Read(proof) : null;
    }

    private DestructionAnswer Destroy(WriteConnection file, DestructionOrder order, string? hash)
    {
        if (file.Scalar("SELECT proof FROM destroyed WHERE board = $board", ("$board", order.Board)) is byte[] before)
        {
            var there = DestructionProof.Read(before);
            return hash is null || hash == there.Hash ? there : RetentionRefusal.OtherHash;
        }

        if (Latest(file, order.Board) is not { } last) return RetentionRefusal.NoBoard;
        if (hash is not null && hash != last.Hash) return RetentionRefusal.OtherHash;
        if (IsHeld(file, order.Board)) return RetentionRefusal.Held;

        Note(file, order, AccessKind.Destroyed);
        foreach (var deletion in Deletions) file.Run(deletion, ("$board", order.Board));
        var at = order.At.ToUniversalTime();
        var proof = new DestructionProof(DestructionProof.Version, order.Board, last.Number, last.Changes, last.Hash, order.Ground, at, time.GetUtcNow());
        file.Run("INSERT INTO destroyed (board, proof) VALUES ($board, $proof)", ("$board", order.Board), ("$proof", proof.Write()));
        return proof;
    }

    /// <summary>The last commit as its row says, so that a damaged log can be destroyed as well.</summary>
    private static (long Number, long Changes, string Hash)? Latest(WriteConnection file, string board)
    {
        if (file.Scalar("SELECT max(number) FROM commits WHERE board = $board", ("$board", board)) is not long number) return null;
        var changes = (long)file.Scalar("SELECT last FROM commits WHERE board = $board AND number = $number", ("$board", board), ("$number", number))!;
        var hash = (byte[])file.Scalar("SELECT hash FROM commits WHERE board = $board AND number = $number", ("$board", board), ("$number", number))!;
        return (number, changes, Convert.ToHexStringLower(hash));
    }

    private static bool IsHeld(WriteConnection file, string board) =>
        file.Scalar("SELECT 1 FROM legal_holds WHERE board = $board", ("$board", board)) is not null;

    private static void Note(WriteConnection file, DestructionOrder order, AccessKind what) =>
        SqliteAccessLog.Insert(file, new(order.Board, order.At.ToUniversalTime(), what, Detail: order.Ground));

    private static BoardStanding? Standing(SqliteConnection connection, string board)
    {
        if (!Ids.IsWellFormed(board)) return null;
        if (Proof(connection, board) is { } proof) return new(proof.Commits, proof.Changes, proof.Hash, HeldSince: null, proof);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT number, last, hash, (SELECT since FROM legal_holds WHERE board = $board) FROM commits
            WHERE board = $board ORDER BY number DESC LIMIT 1
            """;
        command.Parameters.AddWithValue("$board", board);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(
                reader.GetInt64(0),
                reader.GetInt64(1),
                Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(2)),
                reader.IsDBNull(3) ? null : StoredTime.Read(reader.GetString(3)),
                Proof: null)
            : null;
    }
}

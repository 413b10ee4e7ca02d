using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Microsoft.Data.Sqlite;
using static MappingBoard.Server.Storage.Sqlite.SqliteRow;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>The waiting room beside the boards, in the same file and by the same writer. Thread-safe.</summary>
public sealed class SqliteLobbyStore(SqliteDatabase database) : ILobbyStore
{
    private const string Rows =
        "SELECT id, board, invitation, participant, name, who, role, sees, asked_at, state FROM join_requests";

    public Task<Asked> Ask(LobbyRequest request, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return database.Write(file => Take(file, request, entry), cancel);
    }

    public async Task<LobbyRequest?> Find(string id, CancellationToken cancel) =>
        (await Read($"{Rows} WHERE id = $key", id, cancel)).SingleOrDefault();

    public Task<IReadOnlyList<LobbyRequest>> ReadWaiting(string board, CancellationToken cancel) =>
        Read($"{Rows} WHERE board = $key AND state = 'Waiting' ORDER BY asked_at, id", board, cancel);

    public Task<IReadOnlyList<LobbyRequest>> ReadNamed(string board, CancellationToken cancel) =>
        Read($"{Rows} WHERE board = $key AND name IS NOT NULL", board, cancel);

    public Task<bool> Decide(string id, LobbyState state, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return database.Write(file => Settle(file, id, state, entry), cancel);
    }

    public Task<IReadOnlyList<string>> Lapse(DateTimeOffset askedBefore, DateTimeOffset now, CancellationToken cancel) =>
        database.Write<IReadOnlyList<string>>(
            file =>
            {
                var boards = new List<string>();
                var before = StoredTime.Write(askedBefore);
                while (file.Scalar("SELECT board FROM join_requests WHERE state = 'Waiting' AND asked_at < $before LIMIT 1", ("$before", before)) is string board)
                {
                    file.Run(
                        "UPDATE join_requests SET state = 'Withdrawn', decided_at = $now WHERE board = $board AND state = 'Waiting' AND asked_at < $before",
                        ("$board", board),
                        ("$now", StoredTime.Write(now)),
                        ("$before", before));
                    boards.Add(board);
                }

                return boards;
            },
            cancel);

    public Task ForgetNames(DateTimeOffset decidedBefore, CancellationToken cancel) => database.Write(
        file => file.Run(
            "UPDATE join_requests SET name = NULL, who = NULL WHERE name IS NOT NULL AND decided_at < $before",
            ("$before", StoredTime.Write(decidedBefore))),
        cancel);

    private static Asked Take(WriteConnection file, LobbyRequest request, AccessEntry entry)
    {
        switch (file.Scalar("SELECT state FROM join_requests WHERE id = $id", ("$id", request.Id)))
        {
            case nameof(LobbyState.Waiting):
                file.Run(
                    "UPDATE join_requests SET name = $name, who = $who WHERE id = $id",
                    ("$id", request.Id),
                    ("$name", OrNull(request.Name)),
                    ("$who", OrNull(request.Who)));
                return Asked.Waits;
            case not null:
                return Asked.Decided;
        }

        if (!LetsOneMoreAsk(file, request)) return Asked.InvitationIsOver;
        if (!HasRoom(file, request)) return Asked.Full;
        Insert(file, request);
        SqliteAccessLog.Insert(file, entry);
        return Asked.Waits;
    }

    private static bool HasRoom(WriteConnection file, LobbyRequest request)
    {
        var isForOne = file.Scalar("SELECT 1 FROM invitations WHERE id = $invitation AND uses = 1", ("$invitation", request.Invitation)) is not null;
        var waiting = (long)file.Scalar("SELECT count(*) FROM join_requests WHERE board = $board AND state = 'Waiting'", ("$board", request.Board))!;
        var byTheLink = (long)file.Scalar("SELECT count(*) FROM join_requests WHERE invitation = $invitation AND state = 'Waiting'", ("$invitation", request.Invitation))!;
        return AdmissionBounds.HasRoom(isForOne, (int)waiting, (int)byTheLink);
    }

    private static bool LetsOneMoreAsk(WriteConnection file, LobbyRequest request) => file.Scalar(
        """
        SELECT 1 FROM invitations
        WHERE id = $invitation AND board = $board AND expires_at > $now AND revoked_at IS NULL
            AND (uses IS NULL OR uses > (SELECT count(*) FROM join_requests WHERE invitation = $invitation AND state IN ('Waiting', 'Admitted')))
        """,
        ("$invitation", request.Invitation),
        ("$board", request.Board),
        ("$now", StoredTime.Write(request.AskedAt))) is not null;

    private static void Insert(WriteConnection file, LobbyRequest request) => file.Run(
        """
        INSERT INTO join_requests (id, board, invitation, participant, name, who, role, sees, asked_at, state)
        VALUES ($id, $board, $invitation, $participant, $name, $who, $role, $sees, $asked, $state)
        """,
        ("$id", request.Id),
        ("$board", request.Board),
        ("$invitation", request.Invitation),
        ("$participant", request.Participant),
        ("$name", OrNull(request.Name)),
        ("$who", OrNull(request.Who)),
        ("$role", request.Role.ToString()),
        ("$sees", request.Circles.ToString()),
        ("$asked", StoredTime.Write(request.AskedAt)),
        ("$state", request.State.ToString()));

    private static bool Settle(WriteConnection file, string id, LobbyState state, AccessEntry entry)
    {
        var settled = file.Run(
            "UPDATE join_requests SET state = $state, decided_at = $at WHERE id = $id AND board = $board AND state = 'Waiting'",
            ("$id", id),
            ("$board", entry.Board),
            ("$state", state.ToString()),
            ("$at", StoredTime.Write(entry.At))) > 0;
        if (settled) SqliteAccessLog.Insert(file, entry);
        return settled;
    }

    private Task<IReadOnlyList<LobbyRequest>> Read(string sql, string key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.Read<IReadOnlyList<LobbyRequest>>(
            connection =>
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file; what comes from outside is a parameter.
                command.CommandText = sql;
#pragma warning restore CA2100
                command.Parameters.AddWithValue("$key", key);
                return [.. Requests(command)];
            },
            cancel);
    }

    private static IEnumerable<LobbyRequest> Requests(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.Text(4),
                row.Text(5),
                row.OneOf<Role>(6),
                row.Circles(7),
                row.Time(8),
                row.OneOf<LobbyState>(9));
        }
    }
}

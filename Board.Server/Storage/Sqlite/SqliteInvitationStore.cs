using MappingBoard.Server.Ports;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Microsoft.Data.Sqlite;
using static MappingBoard.Server.Storage.Sqlite.SqliteRow;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>Invitations beside the boards, in the same file and by the same writer. Thread-safe.</summary>
public sealed class SqliteInvitationStore(SqliteDatabase database) : IInvitationStore
{
    private const string Rows =
        """
        SELECT id, token_hash, board, created_by, created_at, role, sees, expires_at, name, who, uses, revoked_at,
            (SELECT count(*) FROM join_requests WHERE invitation = invitations.id AND state IN ('Waiting', 'Admitted'))
        FROM invitations
        """;

    private const string CanBeOpened = "expires_at > $now AND revoked_at IS NULL";

    public Task<bool> Create(IssuedInvitation invitation, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        invitation.RequireWellFormed();
        return database.Write(file => HasRoomFor(file, invitation) && Insert(file, invitation, entry), cancel);
    }

    public Task<IssuedInvitation?> Find(string tokenHash, CancellationToken cancel) =>
        One($"{Rows} WHERE token_hash = $hash", cancel, ("$hash", tokenHash));

    public Task<IssuedInvitation?> FindById(string id, CancellationToken cancel) =>
        One($"{Rows} WHERE id = $id", cancel, ("$id", id));

    public Task<IssuedInvitation?> FindByCode(string codeHash, DateTimeOffset now, CancellationToken cancel) => One(
        $"{Rows} WHERE code_hash = $hash AND code_until > $now AND {CanBeOpened}",
        cancel,
        ("$hash", codeHash),
        ("$now", StoredTime.Write(now)));

    public Task<IReadOnlyList<IssuedInvitation>> ReadOpen(string board, DateTimeOffset now, CancellationToken cancel) => Read(
        $"{Rows} WHERE board = $board AND {CanBeOpened} ORDER BY created_at DESC, id",
        cancel,
        ("$board", board),
        ("$now", StoredTime.Write(now)));

    public Task<bool> Revoke(string id, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return database.Write(
            file => Noted(file, entry, file.Run(
                "UPDATE invitations SET revoked_at = $now, code_hash = NULL, code_until = NULL WHERE id = $id AND board = $board AND revoked_at IS NULL",
                ("$id", id),
                ("$board", entry.Board),
                ("$now", StoredTime.Write(entry.At)))),
            cancel);
    }

    public Task<bool> GiveCode(string id, string codeHash, DateTimeOffset until, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return database.Write(
            file => file.Scalar("SELECT 1 FROM invitations WHERE code_hash = $hash AND id <> $id", ("$hash", codeHash), ("$id", id)) is null
                ? Noted(file, entry, file.Run(
                    $"UPDATE invitations SET code_hash = $hash, code_until = $until WHERE id = $id AND board = $board AND {CanBeOpened}",
                    ("$id", id),
                    ("$board", entry.Board),
                    ("$hash", codeHash),
                    ("$until", StoredTime.Write(until)),
                    ("$now", StoredTime.Write(entry.At))))
                : throw new ArgumentException("The code is known already.", nameof(codeHash)),
            cancel);
    }

    public Task ForgetNames(DateTimeOffset overBefore, CancellationToken cancel) => database.Write(
        file => file.Run(
            "UPDATE invitations SET name = NULL, who = NULL WHERE name IS NOT NULL AND (expires_at < $before OR revoked_at < $before)",
            ("$before", StoredTime.Write(overBefore))),
        cancel);

    private static bool HasRoomFor(WriteConnection file, IssuedInvitation invitation) => file.Scalar(
        $"SELECT count(*) FROM invitations WHERE board = $board AND {CanBeOpened}",
        ("$board", invitation.Board),
        ("$now", StoredTime.Write(invitation.CreatedAt))) is < (long)AdmissionBounds.Invitations
        && !SqliteRetentionStore.IsDestroyed(file, invitation.Board);

    private static bool Insert(WriteConnection file, IssuedInvitation invitation, AccessEntry entry)
    {
        var inserted = file.Run(
            """
            INSERT INTO invitations (id, token_hash, board, created_by, created_at, role, sees, name, who, uses, expires_at, revoked_at)
            VALUES ($id, $hash, $board, $by, $at, $role, $sees, $name, $who, $uses, $expires, $revoked)
            ON CONFLICT DO NOTHING
            """,
            ("$id", invitation.Id),
            ("$hash", invitation.TokenHash),
            ("$board", invitation.Board),
            ("$by", invitation.CreatedBy),
            ("$at", StoredTime.Write(invitation.CreatedAt)),
            ("$role", invitation.Role.ToString()),
            ("$sees", invitation.Circles.ToString()),
            ("$name", OrNull(invitation.Name)),
            ("$who", OrNull(invitation.Who)),
            ("$uses", OrNull(invitation.Uses)),
            ("$expires", StoredTime.Write(invitation.ExpiresAt)),
            ("$revoked", OrNull(invitation.RevokedAt)));
        return Noted(file, entry, inserted) ? true : throw new ArgumentException("The token is known already.", nameof(invitation));
    }

    private static bool Noted(WriteConnection file, AccessEntry entry, int changed)
    {
        if (changed > 0) SqliteAccessLog.Insert(file, entry);
        return changed > 0;
    }

    private async Task<IssuedInvitation?> One(string sql, CancellationToken cancel, params (string Name, string Value)[] values) =>
        (await Read(sql, cancel, values)).SingleOrDefault();

    private Task<IReadOnlyList<IssuedInvitation>> Read(string sql, CancellationToken cancel, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values) ArgumentNullException.ThrowIfNull(value, name);
        return database.Read<IReadOnlyList<IssuedInvitation>>(
            connection =>
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file; what comes from outside is a parameter.
                command.CommandText = sql;
#pragma warning restore CA2100
                foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
                return [.. Invitations(command)];
            },
            cancel);
    }

    private static IEnumerable<IssuedInvitation> Invitations(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.Time(4),
                row.OneOf<Role>(5),
                row.Circles(6),
                row.Time(7),
                row.Text(8),
                row.Text(9),
                row.Number(10),
                row.TimeOrNull(11))
            {
                Used = row.GetInt32(12),
            };
        }
    }
}

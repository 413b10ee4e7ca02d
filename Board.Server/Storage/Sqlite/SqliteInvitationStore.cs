using System.Globalization;
using MappingBoard.Server.Access;
using MappingBoard.Shared.Model;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>Invitations beside the boards, in the same file and by the same writer. Thread-safe.</summary>
public sealed class SqliteInvitationStore(SqliteDatabase database) : IInvitationStore
{
    /// <summary>UTC to the tick, and in the order of time when sorted as text.</summary>
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public Task Create(IssuedInvitation invitation, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        Require(invitation.TokenHash is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower), "The token's hash is not one.");
        Require(Ids.IsWellFormed(invitation.Board), "The board has no well-formed id.");
        Require(Ids.IsWellFormed(invitation.CreatedBy), "The participant has no well-formed id.");
        return database.Write(file => Insert(file, invitation), cancel);

        static void Require(bool holds, string otherwise)
        {
            if (!holds) throw new ArgumentException(otherwise, nameof(invitation));
        }
    }

    public Task<IssuedInvitation?> Find(string tokenHash, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        return database.Read(connection => Select(connection, tokenHash), cancel);
    }

    private static int Insert(WriteConnection file, IssuedInvitation invitation)
    {
        var inserted = file.Run(
            """
            INSERT INTO invitations (token_hash, board, created_by, created_at, role, expires_at, revoked_at)
            VALUES ($hash, $board, $by, $at, $role, $expires, $revoked)
            ON CONFLICT (token_hash) DO NOTHING
            """,
            ("$hash", invitation.TokenHash),
            ("$board", invitation.Board),
            ("$by", invitation.CreatedBy),
            ("$at", Written(invitation.CreatedAt)),
            ("$role", invitation.Role is { } role ? role.ToString() : DBNull.Value),
            ("$expires", Written(invitation.ExpiresAt)),
            ("$revoked", Written(invitation.RevokedAt)));
        return inserted == 1 ? inserted : throw new ArgumentException("The token is known already.", nameof(invitation));
    }

    private static IssuedInvitation? Select(SqliteConnection connection, string tokenHash)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT board, created_by, created_at, role, expires_at, revoked_at FROM invitations WHERE token_hash = $hash";
        command.Parameters.AddWithValue("$hash", tokenHash);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(
                tokenHash,
                reader.GetString(0),
                reader.GetString(1),
                Time(reader.GetString(2)),
                reader.IsDBNull(3) ? null : Enum.Parse<Role>(reader.GetString(3)),
                reader.IsDBNull(4) ? null : Time(reader.GetString(4)),
                reader.IsDBNull(5) ? null : Time(reader.GetString(5)))
            : null;
    }

    private static object Written(DateTimeOffset? time) =>
        time is { } t ? t.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) : DBNull.Value;

    private static DateTimeOffset Time(string written) =>
        DateTimeOffset.ParseExact(written, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>Links to one more device beside the boards, in the same file and by the same writer. Thread-safe.</summary>
public sealed class SqliteDeviceLinks(SqliteDatabase database) : IDeviceLinkStore
{
    public Task Create(string tokenHash, DeviceLink link, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        ArgumentNullException.ThrowIfNull(link);
        return database.Write(
            file =>
            {
                file.Run(
                    "DELETE FROM device_links WHERE board = $board AND participant = $participant AND used_at IS NULL",
                    ("$board", link.Board),
                    ("$participant", link.Participant));
                file.Run(
                    "INSERT INTO device_links (token_hash, board, participant, expires_at) VALUES ($hash, $board, $participant, $until)",
                    ("$hash", tokenHash),
                    ("$board", link.Board),
                    ("$participant", link.Participant),
                    ("$until", StoredTime.Write(link.Until)));
                return SqliteAccessLog.Insert(file, entry);
            },
            cancel);
    }

    public Task<DeviceLink?> Find(string tokenHash, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        return database.Read(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT board, participant, expires_at FROM device_links WHERE token_hash = $hash AND expires_at > $now AND used_at IS NULL";
                command.Parameters.AddWithValue("$hash", tokenHash);
                command.Parameters.AddWithValue("$now", StoredTime.Write(now));
                using var row = command.ExecuteReader();
                return row.Read() ? new DeviceLink(row.GetString(0), row.GetString(1), row.Time(2)) : null;
            },
            cancel);
    }

    public Task<bool> Use(string tokenHash, AccessEntry entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return database.Write(
            file =>
            {
                var used = file.Run(
                    "UPDATE device_links SET used_at = $now WHERE token_hash = $hash AND expires_at > $now AND used_at IS NULL",
                    ("$hash", tokenHash),
                    ("$now", StoredTime.Write(entry.At))) > 0;
                if (used) SqliteAccessLog.Insert(file, entry);
                return used;
            },
            cancel);
    }

    public Task Forget(DateTimeOffset overBefore, CancellationToken cancel) => database.Write(
        file => file.Run("DELETE FROM device_links WHERE expires_at < $before", ("$before", StoredTime.Write(overBefore))),
        cancel);
}

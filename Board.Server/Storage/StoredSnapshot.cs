using System.Security.Cryptography;
using System.Text.Json;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Storage;

/// <summary>A snapshot in the form in which every home keeps it. Immutable.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Number">The last commit that is in it.</param>
/// <param name="Format">The version of the payload's format: <see cref="Snapshot.V"/>.</param>
/// <param name="Hash">SHA-256 of the payload, 32 bytes.</param>
/// <param name="Payload">The snapshot as JSON.</param>
public sealed record StoredSnapshot(string Board, long Number, int Format, byte[] Hash, byte[] Payload)
{
    /// <exception cref="ArgumentException">Not a snapshot that a store can keep. The message holds nothing of it.</exception>
    public static StoredSnapshot From(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.V != Snapshot.Version) throw new ArgumentException("The snapshot is of another format.", nameof(snapshot));
        if (!Ids.IsWellFormed(snapshot.Board.Id)) throw new ArgumentException("The snapshot's board has no well-formed id.", nameof(snapshot));
        if (snapshot.Number < 1) throw new ArgumentException("A snapshot stands at a commit.", nameof(snapshot));
        var payload = JsonSerializer.SerializeToUtf8Bytes(snapshot, LogJson.Default.Snapshot);
        return new(snapshot.Board.Id, snapshot.Number, snapshot.V, SHA256.HashData(payload), payload);
    }

    /// <summary>
    /// The snapshot again; null when it is not what was written or of a format that this version cannot read. It is a
    /// cache (O3): without it the log is read.
    /// </summary>
    public Snapshot? Read()
    {
        if (Format != Snapshot.Version || !SHA256.HashData(Payload).AsSpan().SequenceEqual(Hash)) return null;
        try
        {
            return ChangeJson.Read(Payload, LogJson.Default.Snapshot) is var snapshot
                && snapshot.Board.Id == Board
                && snapshot.Number == Number
                    ? snapshot
                    : null;
        }
        catch (JsonException)
        {
            // An older form of the same version: the caller says that it goes without.
            return null;
        }
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Shared.Records;

/// <summary>The fingerprint of a commit, named by the next one (O5).</summary>
public static class CommitHash
{
    /// <summary>Lower-case hex SHA-256 of the commit's canonical JSON: the same whatever store carried it.</summary>
    public static string Of(Commit commit)
    {
        using var json = JsonSerializer.SerializeToDocument(commit, BoardJson.Default.Commit);
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(json.RootElement)));
    }
}

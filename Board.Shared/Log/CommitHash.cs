using System.Security.Cryptography;

namespace MappingBoard.Shared.Log;

/// <summary>
/// What the next commit names as its <see cref="Commit.Previous"/> (O5): SHA-256 over the canonical JSON, as 64
/// lower-case hex digits. A commit must keep its bytes for ever, so whatever a later version adds to a change or a
/// commit is left out of the JSON when it is absent.
/// </summary>
public static class CommitHash
{
    /// <exception cref="FormatException">The commit has no canonical form.</exception>
    public static string Of(Commit commit) => Of(CommitForms.Bytes(commit));

    /// <summary>The hash of a commit that is at hand as its canonical JSON.</summary>
    public static string Of(ReadOnlySpan<byte> canonicalJson) => Convert.ToHexStringLower(SHA256.HashData(canonicalJson));
}

using System.Buffers.Text;

namespace MappingBoard.Shared.Model;

/// <summary>Ids of notes, scales, replicas, participants and boards: 128 random bits as 22 characters of base64url.</summary>
public static class Ids
{
    public const int Length = 22;

    /// <summary>The id made of 16 random bytes. The board itself has no randomness: its callers bring the bytes.</summary>
    /// <exception cref="ArgumentException">Not 16 bytes.</exception>
    public static string From(ReadOnlySpan<byte> random)
    {
        if (random.Length != 16) throw new ArgumentException("An id is made of 16 bytes.", nameof(random));
        return Base64Url.EncodeToString(random);
    }

    /// <summary>Whether a string from outside has the form of an id.</summary>
    public static bool IsWellFormed(string? id) =>
        id is { Length: Length } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

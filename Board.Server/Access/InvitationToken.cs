using System.Security.Cryptography;
using System.Text;

namespace MappingBoard.Server.Access;

/// <summary>
/// The secret in an invitation's link: 125 random bits as five groups of five signs, for example
/// <c>7kq2m-x9dtp-0hw4n-r8zvb-3jfye</c>. Made to be typed, if need be (<see cref="SpokenSigns"/>). Only its hash is stored;
/// the token itself is never logged.
/// </summary>
public static class InvitationToken
{
    private const int Group = 5;
    private const int Length = 25;

    /// <summary>A new token from the operating system's randomness.</summary>
    public static string New() => SpokenSigns.Grouped(RandomNumberGenerator.GetString(SpokenSigns.All, Length), Group);

    /// <summary>
    /// The token in what somebody opened, pasted or typed: the link as a whole or its end, with or without hyphens and
    /// gaps, in capitals, with o for 0 and i or l for 1. Null when there is none in it.
    /// </summary>
    public static string? In(string? text)
    {
        if (text is null || text.Length > 2_000) return null;
        var join = text.LastIndexOf("join/", StringComparison.OrdinalIgnoreCase);
        var end = join < 0 ? text : text[(join + "join/".Length)..];
        var signs = new StringBuilder(Length);
        foreach (var c in end.Trim())
        {
            if (SpokenSigns.IsGap(c)) continue;
            // What a mail program puts around a link, or a query that it adds.
            if (c is '?' or '#' or '/' or '>' or '.' or ',' or ')' or '"') break;
            if (SpokenSigns.Read(c) is not { } sign || signs.Length == Length) return null;
            signs.Append(sign);
        }

        return signs.Length == Length ? SpokenSigns.Grouped(signs.ToString(), Group) : null;
    }

    /// <summary>
    /// What the store keeps instead of the token: SHA-256 of its signs as 64 lower-case hexadecimal digits. Null for a
    /// text that has no token in it.
    /// </summary>
    /// <remarks>No salt and no slow hash: 125 random bits cannot be guessed, and the hash has to be found by itself.</remarks>
    public static string? HashOf(string? text) =>
        In(text) is { } token ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token))) : null;
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MappingBoard.Server.Admission.Codes;

namespace MappingBoard.Server.Admission.Invitations;

/// <summary>
/// The secret in an invitation's link: 125 random bits as five groups of five signs, for example
/// <c>7kq2m-x9dtp-0hw4n-r8zvb-3jfye</c>. Made to be typed, if need be (<see cref="SpokenSigns"/>). Only its hash is stored;
/// the token itself is never logged.
/// </summary>
public static partial class InvitationToken
{
    private const int Group = 5;
    private const int Length = 25;
    private const string Join = "join/";

    /// <summary>A link in the address of a filter, and that in a second one, with all that they add.</summary>
    private const int LongestText = 8_000;

    private const int MostWrappings = 3;

    /// <summary>A new token from the operating system's randomness.</summary>
    public static string New() => SpokenSigns.Grouped(RandomNumberGenerator.GetString(SpokenSigns.All, Length), Group);

    /// <summary>
    /// The token in what somebody opened, pasted or typed: the link as a whole or its end, with or without hyphens and
    /// gaps, in capitals, with o for 0 and i or l for 1; with what a mail program, a filter or a messenger put around it, and
    /// inside the address by which a filter replaced it. Null when there is none in it.
    /// </summary>
    public static string? In(string? text)
    {
        if (text is null || text.Length > LongestText) return null;
        for (var unwrapped = 0; unwrapped <= MostWrappings; unwrapped++)
        {
            if (InWords(text) is { } token) return token;
            var inside = Unwrapped(text);
            if (inside == text) return null;
            text = inside;
        }

        return null;
    }

    /// <summary>
    /// What the store keeps instead of the token: SHA-256 of its signs as 64 lower-case hexadecimal digits. Null for a
    /// text that has no token in it.
    /// </summary>
    /// <remarks>No salt and no slow hash: 125 random bits cannot be guessed, and the hash has to be found by itself.</remarks>
    public static string? HashOf(string? text) =>
        In(text) is { } token ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token))) : null;

    /// <summary>After each "join/", the last one first; then at the first letter or digit; then wherever five groups stand by themselves.</summary>
    private static string? InWords(string text)
    {
        for (var at = text.Length; at > 0;)
        {
            at = text.LastIndexOf(Join, at - 1, StringComparison.OrdinalIgnoreCase);
            if (at < 0) break;
            if (At(text, at + Join.Length) is { } token) return token;
        }

        return At(text, 0) ?? (Groups().Match(text) is { Success: true } groups ? At(groups.Value, 0) : null);
    }

    /// <summary>The token whose signs begin here, whatever stands before the first and after the last of them.</summary>
    private static string? At(string text, int start)
    {
        while (start < text.Length && !char.IsLetterOrDigit(text[start])) start++;
        var signs = new StringBuilder(Length);
        var at = start;
        for (; at < text.Length && signs.Length < Length; at++)
        {
            if (SpokenSigns.IsGap(text[at])) continue;
            if (SpokenSigns.Read(text[at]) is not { } sign) return null;
            signs.Append(sign);
        }

        // One sign more, and it is something else.
        var goesOn = text.AsSpan(Math.Min(at, text.Length)).TrimStart("-\u2010\u2011\u2012\u2013");
        return signs.Length < Length || (!goesOn.IsEmpty && char.IsLetterOrDigit(goesOn[0])) ? null : SpokenSigns.Grouped(signs.ToString(), Group);
    }

    /// <summary>What a filter of mails replaced by an address of its own, one layer less. Proofpoint writes - for % and _ for /.</summary>
    private static string Unwrapped(string text) => Uri.UnescapeDataString(
        text.Contains("urldefense", StringComparison.OrdinalIgnoreCase) && text.Contains("/v2/", StringComparison.OrdinalIgnoreCase)
            ? text.Replace("/v2/", "/", StringComparison.OrdinalIgnoreCase).Replace('-', '%').Replace('_', '/')
            : text);

    [GeneratedRegex("(?<![-\u2010-\u20130-9a-z])[0-9a-z]{5}(?:[-\u2010-\u2013][0-9a-z]{5}){4}(?![-\u2010-\u20130-9a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Groups();
}

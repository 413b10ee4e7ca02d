using System.Security.Cryptography;
using System.Text;
using MappingBoard.Server.Admission.Invitations;

namespace MappingBoard.Server.Admission.Codes;

/// <summary>
/// A code to read out on the phone: 45 random bits as three groups of three signs, for example <c>7kq-2mx-9dt</c>, in the
/// signs of <see cref="InvitationToken"/>. Short enough to say, and so short enough to guess: it lives for minutes, and
/// trying is throttled (<see cref="CodeTries"/>; the arithmetic stands in docs/decisions.md).
/// </summary>
public static class SpokenCode
{
    private const int Group = 3;
    private const int Length = 9;

    /// <summary>A new code from the operating system's randomness.</summary>
    public static string New() => SpokenSigns.Grouped(RandomNumberGenerator.GetString(SpokenSigns.All, Length), Group);

    /// <summary>The code in what somebody typed, with or without hyphens and gaps, in capitals or not; null when it has not the form of one.</summary>
    public static string? In(string? text)
    {
        if (text is null || text.Length > 100) return null;
        var signs = new StringBuilder(Length);
        foreach (var c in text.Trim())
        {
            if (SpokenSigns.IsGap(c)) continue;
            if (SpokenSigns.Read(c) is not { } sign || signs.Length == Length) return null;
            signs.Append(sign);
        }

        return signs.Length == Length ? SpokenSigns.Grouped(signs.ToString(), Group) : null;
    }
}

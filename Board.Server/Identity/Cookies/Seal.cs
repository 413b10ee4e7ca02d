using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MappingBoard.Server.Identity.Cookies;

/// <summary>
/// Short texts that the server gives away and takes back: encrypted and signed, for one purpose, until a moment. What was
/// tampered with, is too old, or was sealed for something else counts as none. Thread-safe.
/// </summary>
/// <param name="keys">The server's keys.</param>
/// <param name="purpose">What it is for; another purpose's seal does not open.</param>
/// <param name="time">Says what is too old.</param>
internal sealed class Seal(IDataProtectionProvider keys, string purpose, TimeProvider time)
{
    private readonly IDataProtector _protector = keys.CreateProtector(purpose);

    /// <param name="until">From then on it says nothing.</param>
    /// <param name="parts">Ids: nothing with a full stop in it.</param>
    public string Close(DateTimeOffset until, params ReadOnlySpan<string> parts) =>
        _protector.Protect(string.Join('.', [.. parts, until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]));

    /// <summary>The parts as they were sealed, and until when; null when there are not so many, or it says nothing.</summary>
    public (string[] Parts, DateTimeOffset Until)? Open(string? text, int parts)
    {
        if (string.IsNullOrEmpty(text)) return null;
        string[] read;
        try
        {
            read = _protector.Unprotect(text).Split('.');
        }
        catch (CryptographicException)
        {
            // Somebody's invention, or sealed with keys that are gone: whoever sent it gets nothing by it.
            return null;
        }

        if (read.Length != parts + 1 || !long.TryParse(read[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        var until = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return until > time.GetUtcNow() ? (read[..^1], until) : null;
    }
}

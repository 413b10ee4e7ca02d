using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>Somebody of the staff who has signed in.</summary>
/// <param name="Key">Says who it is and names nobody: see <see cref="KeyOf"/>.</param>
/// <param name="Name">As the provider writes it; empty when it says none that could be shown.</param>
/// <param name="IsGovernance">Whether the provider says that they look after information governance.</param>
internal sealed record StaffMember(string Key, string Name, bool IsGovernance)
{
    private const string KeyClaim = "key";
    private const string NameClaim = "name";
    private const string GovernanceClaim = "governance";
    private const string SinceClaim = "since";

    /// <summary>SHA-256 of issuer and subject as 64 lower-case hex digits: the same at every sign-in, whatever becomes of name and address.</summary>
    public static string KeyOf(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")));

    /// <summary>Whom the provider's claims speak of; null when they are not of the staff.</summary>
    public static StaffMember? Of(ClaimsPrincipal vouchedFor, SignInOptions options)
    {
        var roles = vouchedFor.FindAll(options.RoleClaim).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        if (options.StaffRole is { } needed && !roles.Contains(needed)) return null;
        if (vouchedFor.FindFirst("iss") is not { Value: var issuer } || vouchedFor.FindFirst("sub") is not { Value: var subject }) return null;
        var name = CleanText.Line(vouchedFor.FindFirst(options.NameClaim)?.Value ?? "").Trim();
        return new(
            KeyOf(issuer, subject),
            Words.AreALine(name) ? name : "",
            options.GovernanceRole is { } governance && roles.Contains(governance));
    }

    /// <summary>Who the session's cookie says that it is; null for nobody.</summary>
    public static StaffMember? In(ClaimsPrincipal session) => session.FindFirst(KeyClaim) is { Value: var key }
        ? new(key, session.FindFirst(NameClaim)?.Value ?? "", session.HasClaim(c => c.Type == GovernanceClaim))
        : null;

    /// <summary>When the session of a cookie began.</summary>
    public static DateTimeOffset Since(ClaimsPrincipal session) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(session.FindFirst(SinceClaim)?.Value ?? "0", CultureInfo.InvariantCulture));

    /// <summary>What the session's cookie holds: this and nothing else of what the provider said.</summary>
    public ClaimsPrincipal ToSession(DateTimeOffset since)
    {
        var claims = new List<Claim>
        {
            new(KeyClaim, Key),
            new(NameClaim, Name),
            new(SinceClaim, since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        };
        if (IsGovernance) claims.Add(new(GovernanceClaim, ""));
        return new(new ClaimsIdentity(claims, StaffSession.Scheme));
    }
}

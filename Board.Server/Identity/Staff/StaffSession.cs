using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>
/// Who of the staff is signed in, read where a page asks for it. It never becomes the request's user: that stays who
/// somebody is at their meetings, whether they have signed in or not. Thread-safe.
/// </summary>
internal sealed class StaffSession(IOptions<SignInOptions> options)
{
    /// <summary>The scheme of the session's cookie.</summary>
    public const string Scheme = "Staff";

    public const string CookieName = "mb-staff";

    /// <summary>Then somebody signs in again, however busy they were: who has left the service is out the next day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Whether staff sign in at this server; if not, it is an open demonstration.</summary>
    public bool IsConfigured => options.Value.IsConfigured;

    /// <summary>Who has signed in with this browser, or null.</summary>
    public async Task<StaffMember?> Read(HttpContext context) =>
        IsConfigured && await context.AuthenticateAsync(Scheme) is { Principal: { } session } ? StaffMember.In(session) : null;

    /// <summary>The right to start a board, or null when this browser has none (S2).</summary>
    public async Task<Starter?> Starter(HttpContext context) => !IsConfigured
        ? Server.Identity.Staff.Starter.Anybody
        : await Read(context) is { } member ? new(member) : null;
}

using MappingBoard.Server.Network;

namespace MappingBoard.Server.Identity.Cookies;

/// <summary>The form of every cookie that says something of its owner's way to a meeting.</summary>
internal static class CookieForm
{
    /// <param name="context">The request that it answers.</param>
    /// <param name="until">UTC; null takes it away.</param>
    /// <param name="options">Whether it may travel in the clear.</param>
    /// <param name="environment">In development it may, too.</param>
    public static CookieOptions Of(HttpContext context, DateTimeOffset? until, AccessOptions options, IHostEnvironment environment) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = MustBeSecure(context, options, environment),
        Path = "/",
        Expires = until,
        // Without it nobody could join at all; it is not a matter of consent.
        IsEssential = true,
    };

    /// <summary>Whether a browser shall send it back over HTTPS alone.</summary>
    public static bool MustBeSecure(HttpContext context, AccessOptions options, IHostEnvironment environment) =>
        !PlainHttp.IsAllowed(context, options, environment);
}

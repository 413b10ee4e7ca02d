using MappingBoard.Server.Identity.Cookies;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>
/// A cookie of signing in, of the same form as the participants' own: for no script, Lax, and for HTTPS only where
/// those are (<see cref="BoardCookies.MustBeSecure"/>).
/// </summary>
/// <remarks>
/// Lax is enough for what is kept while somebody is away at the provider: they come back by a link, not by a form.
/// </remarks>
internal sealed class OwnCookie : CookieBuilder
{
    private readonly BoardCookies _cookies;

    public OwnCookie(BoardCookies cookies)
    {
        _cookies = cookies;
        HttpOnly = true;
        SameSite = SameSiteMode.Lax;
        Path = "/";
        IsEssential = true;
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var form = base.Build(context, expiresFrom);
        form.Secure = _cookies.MustBeSecure(context);
        return form;
    }
}

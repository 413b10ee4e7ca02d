using MappingBoard.Server.Network;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Identity.Cookies;

/// <summary>
/// Every cookie that the server gives, whichever part of it gives it: for HTTPS alone except where plain HTTP is allowed,
/// and then under a name that browsers take from this host alone. Without that, whoever has a neighbouring host, or the
/// line once, plants a cookie of their own in somebody's browser. The rest of the server knows the names without it.
/// </summary>
internal static class HostCookies
{
    /// <summary>Browsers keep it only when this host itself set it over HTTPS for all of its pages.</summary>
    private const string OfThisHost = "__Host-";

    /// <summary>The same for a cookie that is for some pages only.</summary>
    private const string OfSomePages = "__Secure-";

    public static IServiceCollection AddHostCookies(this IServiceCollection services)
    {
        services.AddOptions<CookiePolicyOptions>().Configure<IOptions<AccessOptions>, IHostEnvironment>((policy, access, environment) =>
        {
            policy.OnAppendCookie = cookie => cookie.CookieName = Name(cookie.Context, cookie.CookieName, cookie.CookieOptions);
            policy.OnDeleteCookie = cookie => cookie.CookieName = Name(cookie.Context, cookie.CookieName, cookie.CookieOptions);

            string Name(HttpContext context, string name, CookieOptions form) =>
                PlainHttp.IsAllowed(context, access.Value, environment) ? name : Guarded(name, form);
        });
        return services;
    }

    /// <summary>Before everything that reads or gives cookies.</summary>
    public static void UseHostCookies(this WebApplication app)
    {
        var (access, environment) = (app.Services.GetRequiredService<IOptions<AccessOptions>>().Value, app.Environment);
        app.Use((context, next) =>
        {
            var headers = context.Request.Headers;
            if (headers.Cookie.Count > 0) headers.Cookie = Known(string.Join(';', headers.Cookie.AsEnumerable()), PlainHttp.IsAllowed(context, access, environment));
            return next(context);
        });
        app.UseCookiePolicy();
    }

    private static string Guarded(string name, CookieOptions form)
    {
        form.Secure = true;
        return (form is { Path: "/", Domain: null } ? OfThisHost : OfSomePages) + name;
    }

    /// <summary>The cookies that count, by the names that the server knows.</summary>
    private static string Known(string sent, bool mayBePlain) => string.Join("; ", sent
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(cookie => Prefix(cookie) is { } prefix ? cookie[prefix.Length..] : mayBePlain ? cookie : null)
        .OfType<string>());

    private static string? Prefix(string cookie) =>
        cookie.StartsWith(OfThisHost, StringComparison.Ordinal) ? OfThisHost
        : cookie.StartsWith(OfSomePages, StringComparison.Ordinal) ? OfSomePages
        : null;
}

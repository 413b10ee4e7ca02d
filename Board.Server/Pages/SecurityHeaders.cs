using System.Security.Cryptography;
using Microsoft.AspNetCore.Components.Endpoints;

namespace MappingBoard.Server.Pages;

/// <summary>
/// What browsers are told about every answer: nothing is loaded from anywhere else, no other website frames a page, no
/// address is passed on (an invitation's address is its secret), nothing but the static files is kept.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    /// <summary>The nonce of this answer, for the one inline script that Blazor needs: the import map.</summary>
    public static string Nonce(this HttpContext context) => (string)(context.Items[NonceKey] ??= NewNonce());

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        await next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), hid=(), midi=(), payment=(), serial=(), usb=()";
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            headers.ContentSecurityPolicy = Policy(context);
            headers.CacheControl = "no-store";
            return;
        }

        // What is no page does nothing when somebody opens it as one.
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        // The static files say how long they are kept; an answer that says nothing is kept nowhere.
        if (headers.CacheControl.Count == 0 && context.Response.StatusCode != StatusCodes.Status304NotModified) headers.CacheControl = "no-store";
    }

    private static string Policy(HttpContext context) => string.Join("; ",
        "default-src 'none'",
        $"script-src 'self' 'wasm-unsafe-eval' 'nonce-{context.Nonce()}'",
        "style-src 'self'",
        "img-src 'self' data:",
        $"connect-src 'self' {WebSockets(context.Request.Host)}",
        "manifest-src 'self'",
        "object-src 'none'",
        $"base-uri {(IsMap(context) ? "'self'" : "'none'")}",
        "form-action 'self'",
        "frame-ancestors 'none'");

    // Only the map's page has a base address; Blazor needs one.
    private static bool IsMap(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(MapPage);

    // Older Safari does not count WebSockets to the own server as 'self'. A host with other signs in it is not repeated.
    private static string WebSockets(HostString host) =>
        host.Value is { } own && own.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']') ? $"ws://{own} wss://{own}" : "";

    private static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
}

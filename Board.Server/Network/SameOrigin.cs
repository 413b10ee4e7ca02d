namespace MappingBoard.Server.Network;

/// <summary>
/// Refuses live connections that another website opens: a browser sends the participant's cookie along with a
/// WebSocket from anywhere on the same site, and no cross-origin rule applies to it.
/// </summary>
internal static class SameOrigin
{
    /// <summary>Applies to the hub and to Blazor's circuits. A request without an origin does not come from a website's script.</summary>
    public static IApplicationBuilder UseSameOriginForConnections(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (IsConnection(context.Request.Path) && !IsOwn(context.Request))
        {
            context.RequestServices.GetRequiredService<RefusedAttempts>().Note(RefusedAttempt.OtherWebsite);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    });

    /// <summary>Whether a path is that of the hub or of a circuit.</summary>
    public static bool IsConnection(PathString path) =>
        path.StartsWithSegments("/hub", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(HttpRequest request)
    {
        var fetchSite = request.Headers["Sec-Fetch-Site"].ToString();
        if (fetchSite is not ("" or "same-origin" or "none")) return false;

        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            // A proxy that ends TLS may leave the request looking plain; the other way round is somebody in between.
            && !(request.IsHttps && uri.Scheme != Uri.UriSchemeHttps);
    }
}

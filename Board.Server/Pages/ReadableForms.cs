using MappingBoard.Server.Network;

namespace MappingBoard.Server.Pages;

/// <summary>
/// What is sent to a page is a form that can be read, or it is refused as the sender's mistake before anything else looks at
/// it: no page, no check of a token and no log has to deal with junk.
/// </summary>
internal static class ReadableForms
{
    /// <summary>Before whatever reads forms, after what bounds how often somebody may ask.</summary>
    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!TakesAForm(context) || await Read(context) is not { } refusal) await next(context);
        else context.Response.StatusCode = refusal;
    });

    /// <summary>Lines carry messages of their own kind; only the farewell of a circuit is a form.</summary>
    private static bool TakesAForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.GetEndpoint() is not null
        && (!SameOrigin.IsConnection(context.Request.Path) || context.Request.Path.StartsWithSegments("/_blazor/disconnect", StringComparison.OrdinalIgnoreCase));

    /// <returns>The status that refuses it; null when it could be read.</returns>
    private static async Task<int?> Read(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return StatusCodes.Status400BadRequest;
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or ArgumentException or OperationCanceledException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}

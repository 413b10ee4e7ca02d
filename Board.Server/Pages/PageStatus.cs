using Microsoft.AspNetCore.Diagnostics;

namespace MappingBoard.Server.Pages;

internal static class PageStatus
{
    /// <summary>
    /// Sets the status of an answer whose page says in its own words what is the matter, instead of the general one. Not
    /// for 404, which Blazor leaves to the general page whatever a page has to say.
    /// </summary>
    public static void AnswerWith(this HttpContext context, int status)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } general) general.Enabled = false;
        context.Response.StatusCode = status;
    }
}

namespace MappingBoard.Server.Identity.Staff;

/// <summary>A page for staff who have signed in; for anybody where the server is an open demonstration.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StaffOnlyAttribute : Attribute;

/// <summary>A page that there is only where staff sign in.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsSignInAttribute : Attribute;

internal static class StaffOnly
{
    /// <summary>
    /// Stands before the pages, so that none of their code runs for somebody who may not open them. Who wants to read is
    /// sent to sign in and comes back; what was sent is refused in words, and stays in the form that it came from.
    /// </summary>
    public static IApplicationBuilder UseStaffOnly(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var staff = context.RequestServices.GetRequiredService<StaffSession>();
        if (!staff.IsConfigured && Has<NeedsSignInAttribute>(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!Has<StaffOnlyAttribute>(context) || await staff.Starter(context) is not null)
        {
            await next(context);
        }
        else if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Redirect(SignIn.PathTo(context.Request.Path + context.Request.QueryString));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    });

    private static bool Has<T>(HttpContext context)
        where T : Attribute => context.GetEndpoint()?.Metadata.GetMetadata<T>() is not null;
}

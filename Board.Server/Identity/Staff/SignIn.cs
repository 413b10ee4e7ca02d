using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>The addresses at which staff sign in and out.</summary>
internal static class SignIn
{
    /// <summary>Where the provider sends the browser back to; it is registered there.</summary>
    public const string BackPath = "/sign-in/back";

    /// <summary>Where the provider sends the browser after signing out; it is registered there, too.</summary>
    public const string SignedOutPath = "/sign-out/done";

    /// <summary>What tells the page at <see cref="SignedOutPath"/> to lead on to the provider.</summary>
    public const string AtProvider = "provider";

    private const string Path = "/sign-in";

    /// <summary>The link that leads to signing in and then back to a page.</summary>
    public static string PathTo(string back) => QueryHelpers.AddQueryString(Path, "back", back);

    /// <summary>Only where staff sign in.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<StaffSession>().IsConfigured) return;
        routes.MapGet(Path, In);
        routes.MapPost("/sign-out", Out).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task In(HttpContext context, string? back, StaffSession staff, SignInProvider provider)
    {
        var wanted = OwnPath.Of(back) ?? "/meetings";
        if (await staff.Read(context) is not null) context.Response.Redirect(wanted);
        else if (!await provider.TrySend(context, wanted)) context.Response.Redirect(SignInFault.Away.Page());
    }

    /// <summary>
    /// The way to the provider begins at the page to which this leads: a form must not lead to another website, not even
    /// round a corner (the policy's form-action), and the provider may send the browser round several.
    /// </summary>
    private static async Task Out(HttpContext context, StaffSession staff, SignInProvider provider, StaffPlaces places, ILogger<SignInEvents> logger)
    {
        var member = await staff.Read(context);
        if (member is not null)
        {
            await places.Leave(context, member);
            await context.SignOutAsync(StaffSession.Scheme);
            SignInLog.SignedOut(logger);
        }

        var goesOn = member is not null && await provider.EndOfSession(context.Request, SignedOutPath) is not null;
        context.Response.Redirect(goesOn ? $"{SignedOutPath}?at={AtProvider}" : SignedOutPath);
    }
}

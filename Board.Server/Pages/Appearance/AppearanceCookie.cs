using MappingBoard.Server.Identity.Staff;

namespace MappingBoard.Server.Pages.Appearance;

/// <summary>
/// Keeps a person's choice of text and colours, so that the server can render it: it holds from the first paint, without
/// a script. It says nothing about who somebody is, and scripts may write it (wwwroot/js/look.js).
/// </summary>
public static class AppearanceCookie
{
    public const string Name = "mb-look";

    public static AppearanceChoice Read(HttpRequest request) => AppearanceChoice.Parse(request.Cookies[Name]);

    public static void Write(HttpResponse response, AppearanceChoice look, bool secure) =>
        response.Cookies.Append(Name, look.ToString(), new()
        {
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = secure,
            IsEssential = true,
        });

    /// <summary>Answers the form of <c>AppearanceForm</c> where no script does: keeps the choice and goes back.</summary>
    public static void MapLook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/look", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var look = new AppearanceChoice(
                AppearanceChoice.OneOf(form["theme"], Theme.Device),
                AppearanceChoice.OneOf(form["text"], TextSize.Normal));
            Write(context.Response, look, context.Request.IsHttps);
            return Results.LocalRedirect(OwnPath.Of(form["back"]) ?? "/");
        });
}

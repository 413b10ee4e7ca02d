using MappingBoard.Server.Access.Staff;

namespace MappingBoard.Server.Pages.Look;

/// <summary>
/// Keeps a person's choice of text and colours, so that the server can render it: it holds from the first paint, without
/// a script. It says nothing about who somebody is, and scripts may write it (wwwroot/js/look.js).
/// </summary>
public static class LookCookie
{
    public const string Name = "mb-look";

    public static LookChoice Read(HttpRequest request) => LookChoice.Parse(request.Cookies[Name]);

    public static void Write(HttpResponse response, LookChoice look, bool secure) =>
        response.Cookies.Append(Name, look.ToString(), new()
        {
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = secure,
            IsEssential = true,
        });

    /// <summary>Answers the form of <c>LookForm</c> where no script does: keeps the choice and goes back.</summary>
    public static void MapLook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/look", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var look = new LookChoice(
                LookChoice.OneOf(form["theme"], Theme.Device),
                LookChoice.OneOf(form["text"], TextSize.Normal));
            Write(context.Response, look, context.Request.IsHttps);
            return Results.LocalRedirect(OwnPath.Of(form["back"]) ?? "/");
        });
}

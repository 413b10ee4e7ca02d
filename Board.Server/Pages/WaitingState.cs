using MappingBoard.Server.Access;
using MappingBoard.Server.Access.Waiting;
using MappingBoard.Server.Storage;

namespace MappingBoard.Server.Pages;

/// <summary>What the script of the waiting page asks for: one word, how it stands.</summary>
internal static class WaitingState
{
    public static void MapWaitingState(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/wait/{Id}/state", async (string id, HttpContext context, WaitingCookies cookies, Reception reception, TimeProvider time) =>
        {
            if (!cookies.Holds(context.Request, id)) return Results.StatusCode(StatusCodes.Status403Forbidden);
            try
            {
                return await Patience.Within(
                    time,
                    async limit => await reception.Find(id, limit) is { } request
                        ? Results.Text((await reception.StandingOf(request, limit)).ToString())
                        : Results.StatusCode(StatusCodes.Status403Forbidden),
                    context.RequestAborted);
            }
            catch (StoreUnavailableException)
            {
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }
        }).RequireRateLimiting(DoorLimits.Doors);
}

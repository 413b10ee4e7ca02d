using MappingBoard.Server.Admission;
using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Pages;

/// <summary>
/// What the script of the waiting page asks for: one word, how it stands. With <c>?hold=true</c> "Waiting" is said only after
/// a while, so that whoever is let in knows at once.
/// </summary>
internal static class LobbyState
{
    /// <summary>Shorter than what a network between lets a silent request live.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public static void MapWaitingState(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/wait/{Id}/state", async (string id, bool? hold, HttpContext context, LobbyCookies cookies, Reception reception, Answered answered, TimeProvider time) =>
        {
            if (!cookies.Holds(context.Request, id)) return Results.StatusCode(StatusCodes.Status403Forbidden);
            try
            {
                using var look = answered.To(id);
                var standing = await StandingOf(id, reception, time, context.RequestAborted);
                if (standing is Standing.Waiting && hold is true)
                {
                    await look.Within(Longest, context.RequestAborted);
                    standing = await StandingOf(id, reception, time, context.RequestAborted);
                }

                return standing is { } now ? Results.Text(now.ToString()) : Results.StatusCode(StatusCodes.Status403Forbidden);
            }
            catch (StoreUnavailableException)
            {
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // They have gone: nobody hears the answer.
                return Results.Empty;
            }
        }).RequireRateLimiting(AdmissionLimits.Doors);

    private static Task<Standing?> StandingOf(string id, Reception reception, TimeProvider time, CancellationToken gone) => Patience.Within(
        time,
        async limit => await reception.Find(id, limit) is { } request ? await reception.StandingOf(request, limit) : (Standing?)null,
        gone);
}

using System.Globalization;
using System.Threading.RateLimiting;
using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Network;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission;

/// <summary>How often the pages at the doors may be asked for (B5).</summary>
internal static class AdmissionLimits
{
    /// <summary>
    /// Pages where people come to a meeting: by address, all of them together. Those who wait and look whether they are
    /// let in: by request, so that nobody waits in another's way.
    /// </summary>
    public const string Doors = "doors";

    /// <summary>A page that waits looks every two seconds.</summary>
    private const int LooksPerMinute = 120;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddAdmissionLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.RequestServices.GetRequiredService<RefusedAttempts>().Note(RefusedAttempt.TooManyPages);
            rejected.HttpContext.Response.Headers.RetryAfter = Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        // One policy: the framework counts each by itself, and an address would have twice as many.
        limits.AddPolicy(Doors, context =>
            context.GetRouteValue("Id") is string id && context.RequestServices.GetRequiredService<LobbyCookies>().Holds(context.Request, id)
                ? Of("waits/" + id, LooksPerMinute)
                : OfAddress(context));
    });

    private static RateLimitPartition<string> OfAddress(HttpContext context) => Of(
        "from/" + ClientAddress.Of(context.Connection.RemoteIpAddress),
        context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.DoorsPerMinute);

    private static RateLimitPartition<string> Of(string who, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = perMinute, Window = Period, QueueLimit = 0 });
}

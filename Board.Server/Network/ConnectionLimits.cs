using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Network;

/// <summary>
/// Bounds what one address can hold open (B5). Each connection costs memory before anybody knows whose it is. A page that
/// is refused comes back by itself.
/// </summary>
internal static class ConnectionLimits
{
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddConnectionLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConnectionOptions>().Bind(configuration.GetSection(ConnectionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ConnectionOptions>>((kestrel, bounds) =>
        {
            kestrel.Limits.MaxConcurrentConnections = bounds.Value.InAll;
            kestrel.Limits.MaxConcurrentUpgradedConnections = bounds.Value.InAll;
        });
        return services;
    }

    /// <summary>Applies to the hub and to Blazor's circuits.</summary>
    public static void UseConnectionLimits(this WebApplication app)
    {
        var most = app.Services.GetRequiredService<IOptions<ConnectionOptions>>().Value.PerAddress;
        var open = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetConcurrencyLimiter(
            ClientAddress.Of(context.Connection.RemoteIpAddress),
            _ => new() { PermitLimit = most, QueueLimit = 0 }));
        app.Lifetime.ApplicationStopped.Register(open.Dispose);
        app.UseWhen(context => SameOrigin.IsConnection(context.Request.Path), connections => connections.Use(async (context, next) =>
        {
            using var lease = open.AttemptAcquire(context);
            if (!lease.IsAcquired)
            {
                context.RequestServices.GetRequiredService<RefusedAttempts>().Note(RefusedAttempt.TooManyConnections);
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = BeforeAgain.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                return;
            }

            await next(context);
        }));
    }
}

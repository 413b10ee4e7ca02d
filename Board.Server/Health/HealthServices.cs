using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MappingBoard.Server.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve boards, because the store answers within
/// two seconds; "Degraded", still with 200, where it met a board that a newer version wrote to. Both say no more than
/// that one word.
/// </summary>
public static class HealthServices
{
    private const string Ready = "ready";

    public static IServiceCollection AddBoardHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: [Ready], timeout: TimeSpan.FromSeconds(2));
        return services;
    }

    public static void MapBoardHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }
}

/// <summary>Whether the store answers, and holds nothing that only a newer version can read.</summary>
internal sealed class StoreHealth(IBoardStore store, RoomDirectory rooms) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ReadChanged(null, 1, cancellationToken);
            return rooms.HasMetNewerLogs ? HealthCheckResult.Degraded("A newer version writes to the same store.") : HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.");
        }
    }
}

using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MappingBoard.Server.Health;

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

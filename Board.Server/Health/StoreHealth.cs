using MappingBoard.Server.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MappingBoard.Server.Health;

/// <summary>Whether the store answers.</summary>
internal sealed class StoreHealth(IBoardStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ReadChanged(null, 1, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.");
        }
    }
}

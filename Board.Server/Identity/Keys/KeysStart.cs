using MappingBoard.Server.Supervision;
using StackExchange.Redis;

namespace MappingBoard.Server.Identity.Keys;

/// <summary>
/// Reads the keys when the server starts: one that cannot have them does not start. From then on they are in memory, and
/// Redis may be away for a while.
/// </summary>
internal sealed class KeysStart(IServiceProvider services) : StartCheck
{
    /// <exception cref="InvalidOperationException">Redis does not answer, or the keys are not for this server's certificate.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            services.GetRequiredService<KeysRedis>().Database.Ping();
            services.GetRequiredService<CodeKey>();
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Its own words name the machine, and may name the account.
            throw new InvalidOperationException("Redis, where the keys are (Redis:Connection), does not answer or does not let this server in.");
        }
    }
}

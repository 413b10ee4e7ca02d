using System.Diagnostics.Metrics;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Bus;

/// <summary>Puts the bus into a server.</summary>
public static class BusServices
{
    /// <summary>Over Redis where the configuration names one (<see cref="RedisOptions"/>); otherwise this server is alone.</summary>
    public static IServiceCollection AddBus(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddMetrics();
        services.TryAddSingleton<Supervisor>();
        services.AddOptions<RedisOptions>().Bind(configuration.GetSection(RedisOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        if (string.IsNullOrEmpty(configuration[$"{RedisOptions.Section}:{nameof(RedisOptions.Connection)}"]))
            return services.AddSingleton<IBoardBus, InProcessBus>();

        services.AddSingleton(s => new RedisBus(
            s.GetRequiredService<IOptions<RedisOptions>>().Value,
            new(s.GetRequiredService<IMeterFactory>()),
            s.GetRequiredService<Supervisor>(),
            s.GetRequiredService<ILogger<RedisBus>>()));
        services.AddSingleton<IBoardBus>(s => s.GetRequiredService<RedisBus>());
        // Started first and stopped last: rooms that end still have something to say.
        services.AddHostedService<RedisStart>();
        return services;
    }

    /// <summary>Begins to look for Redis when the server starts, which starts without it.</summary>
    private sealed class RedisStart(RedisBus bus) : StartCheck
    {
        public override Task StartAsync(CancellationToken cancellationToken) => bus.Start();
    }
}

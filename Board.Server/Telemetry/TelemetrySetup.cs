using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MappingBoard.Server.Telemetry;

/// <summary>
/// Sends metrics and traces to a collector, where one is configured; otherwise nothing is gathered. No logs, and no spans of
/// requests: their addresses hold invitations.
/// </summary>
internal static class TelemetrySetup
{
    public const string Endpoint = "Telemetry:Otlp:Endpoint";
    public const string Protocol = "Telemetry:Otlp:Protocol";

    private const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string StandardProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>The rooms', the store's and the bus's meters and sources of spans, each named where it is.</summary>
    private const string Ours = "MappingBoard.*";

    /// <summary>The runtime's and the framework's own meters whose tags are counts, kinds and route patterns.</summary>
    private static readonly string[] Framework = ["System.Runtime", "Microsoft.AspNetCore.Hosting"];

    /// <param name="services">The server's services.</param>
    /// <param name="configuration">Our two settings, or OpenTelemetry's standard ones, which go before.</param>
    /// <exception cref="InvalidOperationException">The endpoint is no address.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        // By the standard's names, so that the exporter itself makes of them what the standard says.
        configuration[StandardEndpoint] = Set(configuration[StandardEndpoint], configuration[Endpoint]);
        configuration[StandardProtocol] = Set(configuration[StandardProtocol], configuration[Protocol]);
        if (configuration[StandardEndpoint] is not { } endpoint) return services;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"{Endpoint} is an address such as http://collector:4317.");

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("MappingBoard", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(traces => traces.AddSource(Ours).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter([Ours, .. Framework]).AddOtlpExporter());
        return services;
    }

    private static string? Set(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value)) return value;
        }

        return null;
    }
}

namespace MappingBoard.Server.Keeping;

/// <summary>Puts the keeping of boards into a server.</summary>
public static class KeepingServices
{
    /// <summary>Retention, by the section <c>Retention</c>. Needs the store, the list of meetings and the rooms.</summary>
    public static IServiceCollection AddKeeping(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<RetentionRounds>();
        return services;
    }
}

namespace MappingBoard.Server.Retention;

/// <summary>Puts the keeping of boards into a server.</summary>
public static class RetentionServices
{
    /// <summary>Retention, by the section <c>Retention</c>. Needs the store, the list of meetings and the rooms.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<RetentionService>();
        return services;
    }
}

using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Ports;

/// <summary>Settings of the section <c>Listing</c>: the list of all meetings. Checked when the server starts.</summary>
public sealed class MeetingIndexOptions
{
    public const string Section = "Listing";

    /// <summary>How often it is asked what has changed, and so how far behind the list may be: 100 milliseconds to 10 minutes, 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(30);
}

internal static class MeetingIndexSetting
{
    /// <summary>The section <c>Listing</c>, for the feed of any store.</summary>
    public static IServiceCollection AddMeetingIndexOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MeetingIndexOptions>().Bind(configuration.GetSection(MeetingIndexOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}

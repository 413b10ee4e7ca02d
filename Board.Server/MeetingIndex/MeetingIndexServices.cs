using MappingBoard.Server.Ports;

namespace MappingBoard.Server.MeetingIndex;

/// <summary>Puts the list of all meetings into a server.</summary>
public static class MeetingIndexServices
{
    /// <summary>Keeps it up. Needs the store, and the <see cref="IBoardFeed"/> and the <see cref="IMeetingIndex"/> that it brings along.</summary>
    public static IServiceCollection AddMeetingIndex(this IServiceCollection services)
    {
        services.AddHostedService<MeetingIndexer>();
        return services;
    }
}

namespace MappingBoard.Server.Listing;

/// <summary>Puts the list of all meetings into a server.</summary>
public static class ListingServices
{
    /// <summary>Keeps it up. Needs the store, and the <see cref="IBoardFeed"/> and the <see cref="IMeetingIndex"/> that it brings along.</summary>
    public static IServiceCollection AddListing(this IServiceCollection services)
    {
        services.AddHostedService<MeetingIndexer>();
        return services;
    }

    /// <summary>The section <c>Listing</c>, for the feed of any store.</summary>
    internal static IServiceCollection AddListingOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ListingOptions>().Bind(configuration.GetSection(ListingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}

using MappingBoard.Client.Connection;
using MappingBoard.Client.State;
using MappingBoard.Client.State.Effects;
using MappingBoard.Client.State.Writing;
using MappingBoard.Shared.Language;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MappingBoard.Client;

/// <summary>What the board page needs, on a server circuit and in the browser alike.</summary>
public static class BoardClientServices
{
    /// <summary>
    /// One store for each page (scope). The host adds <c>IBoardConnection</c> and <c>IBoardSnapshotSource</c>, scoped:
    /// in the browser over SignalR and from the page itself, on the server over the room.
    /// </summary>
    public static IServiceCollection AddBoardClient(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, RandomIds>();
        services.AddScoped(_ => new Feature<BoardState>(BoardState.Initial));
        services.AddScoped<IState<BoardState>>(page => page.GetRequiredService<Feature<BoardState>>());
        services.AddScoped<IEffect, ConnectionEffect>();
        services.AddScoped<IEffect, SendingEffect>();
        services.AddScoped<IEffect, PresenceEffect>();
        services.AddScoped<IEffect, AdmissionEffect>();
        services.AddScoped<IEffect, RejectedWordsEffect>();
        services.AddScoped<IDispatcher, Store>();
        // Everybody reads English today; once people choose, this is where their page learns what they chose.
        services.AddScoped(_ => Localizer.Source);
        services.AddScoped<BoardInPage>();
        services.AddScoped<BoardOpening>();
        services.AddScoped<BrowserCalls>();
        services.AddScoped<LiveTexts>();
        services.AddScoped<Drafts>();
        return services;
    }
}

using System.Diagnostics.Metrics;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>Puts the embedded store into a server.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>
    /// <see cref="IBoardStore"/>, all that is kept of the doors, <see cref="IMeetingList"/> and the list of all meetings, in one file, by the section
    /// <c>Storage</c> (see <see cref="SqliteOptions"/>). The file is opened when the server starts, so that it does not start without it,
    /// and closed after everything handed over has been written.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SqliteOptions>().Bind(configuration.GetSection(SqliteOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(Open);
        services.AddSingleton<IBoardStore, SqliteBoardStore>();
        services.AddSingleton<IInvitationStore, SqliteInvitationStore>();
        services.AddSingleton<ILobbyStore, SqliteLobbyStore>();
        services.AddSingleton<IDeviceLinkStore, SqliteDeviceLinks>();
        services.AddSingleton<IAccessLog, SqliteAccessLog>();
        services.AddSingleton<IMeetingList, SqliteMeetingList>();
        services.AddSingleton<IMeetingIndex, SqliteMeetingIndex>();
        services.AddSingleton<IRetentionStore, SqliteRetentionStore>();
        services.AddMeetingIndexOptions(configuration);
        services.AddSingleton<IBoardFeed, PollingBoardFeed>();
        services.AddHostedService<OpensAtStart>();
        return services;
    }

    private static SqliteDatabase Open(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<SqliteOptions>>().Value,
        services.GetRequiredService<IMeterFactory>(),
        services.GetRequiredService<ILogger<SqliteDatabase>>());

    /// <summary>Needs the database, and so opens it with the server.</summary>
    private sealed class OpensAtStart(SqliteDatabase database) : StartCheck
    {
        public override Task StartAsync(CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(database);
            return Task.CompletedTask;
        }
    }
}

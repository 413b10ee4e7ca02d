using MappingBoard.Server.Storage.Cosmos;
using MappingBoard.Server.Storage.Sqlite;

namespace MappingBoard.Server.Storage;

/// <summary>Puts the store into a server that the configuration names.</summary>
public static class StorageExtensions
{
    /// <summary><c>sqlite</c>, the default, or <c>cosmos</c>: where boards are kept.</summary>
    public const string Kind = "Storage:Kind";

    /// <summary>
    /// The home of boards by <see cref="Kind"/>. What is kept of the doors lies in the embedded store either way: with
    /// Cosmos DB, that is what still ties a board to one server.
    /// </summary>
    /// <exception cref="InvalidOperationException">The configuration names a store that there is not.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSqliteStorage(configuration);
        return configuration[Kind]?.ToLowerInvariant() switch
        {
            null or "" or "sqlite" => services,
            "cosmos" => services.AddCosmosStorage(configuration),
            _ => throw new InvalidOperationException($"{Kind} is sqlite or cosmos."),
        };
    }
}

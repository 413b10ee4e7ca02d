using MappingBoard.Server.Storage.Cosmos;
using MappingBoard.Server.Storage.Sqlite;

namespace MappingBoard.Server.Storage;

/// <summary>Puts the store into a server that the configuration names.</summary>
public static class StorageExtensions
{
    /// <summary><c>sqlite</c>, the default, or <c>cosmos</c>: where everything is kept.</summary>
    public const string Kind = "Storage:Kind";

    /// <summary>The home of boards and of their doors, by <see cref="Kind"/>, and no other.</summary>
    /// <exception cref="InvalidOperationException">The configuration names a store that there is not.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        return configuration[Kind]?.ToLowerInvariant() switch
        {
            null or "" or "sqlite" => services.AddSqliteStorage(configuration),
            "cosmos" => services.AddCosmosStorage(configuration),
            _ => throw new InvalidOperationException($"{Kind} is sqlite or cosmos."),
        };
    }
}

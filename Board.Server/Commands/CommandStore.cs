using MappingBoard.Server.Storage;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.Server.Transfer;

namespace MappingBoard.Server.Commands;

/// <summary>The store that is configured, for one command. Used by one thread.</summary>
internal sealed class CommandStore(IHost host)
{
    private readonly IConfiguration _configuration = host.Services.GetRequiredService<IConfiguration>();

    /// <summary>Where the embedded store lies, whether or not boards are in it.</summary>
    public SqliteOptions Embedded => _configuration.GetSection(SqliteOptions.Section).Get<SqliteOptions>() ?? new();

    public bool IsEmbedded => _configuration[StorageExtensions.Kind]?.ToLowerInvariant() is null or "" or "sqlite";

    /// <summary>Opens the store as a server does when it starts, and closes it afterwards.</summary>
    /// <param name="mayBeNew">Whether an empty one may be made; otherwise a folder that is misspelt is refused.</param>
    /// <param name="work">What to do with it.</param>
    /// <exception cref="RefusedException">There is none.</exception>
    public async Task Use(bool mayBeNew, Func<IServiceProvider, CancellationToken, Task> work)
    {
        if (!mayBeNew && IsEmbedded) SqliteBackup.RequireStore(Embedded);
        await host.StartAsync();
        try
        {
            await work(host.Services, host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        }
        finally
        {
            await host.StopAsync();
        }
    }
}

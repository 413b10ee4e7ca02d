using MappingBoard.Server.Storage;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.Server.Supervision;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using StackExchange.Redis;

namespace MappingBoard.Server.Identity.Keys;

/// <summary>Puts the keys into a server: those of cookies and forms, and that of spoken codes, always in the same place.</summary>
internal static class KeySetup
{
    /// <param name="services">The server's services.</param>
    /// <param name="configuration">The sections <c>Keys</c> and <c>Storage</c>.</param>
    /// <exception cref="InvalidOperationException">The settings do not fit together, or a certificate cannot be read.</exception>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var options = KeyOptions.Of(configuration);
        var protection = services.AddDataProtection().SetApplicationName("MappingBoard");
        if (!string.IsNullOrWhiteSpace(options.Certificate))
        {
            protection
                .ProtectKeysWithCertificate(KeyCertificate.Read($"{KeyOptions.Section}:{nameof(options.Certificate)}", options.Certificate, options.CertificatePassword))
                .UnprotectKeysWithAnyCertificate([.. options.EarlierCertificates.Select(path =>
                    KeyCertificate.Read($"{KeyOptions.Section}:{nameof(options.EarlierCertificates)}", path, password: null))]);
        }

        if (options.AreInRedis)
        {
            services.AddSingleton(_ => new KeysRedis(KeyOptions.RedisOf(configuration)));
            services.AddOptions<KeyManagementOptions>().Configure<KeysRedis>((keys, redis) =>
                keys.XmlRepository = new RedisXmlRepository(() => redis.Database, redis.KeyRing));
            services.AddSingleton(s => CodeKey.In(s.GetRequiredService<KeysRedis>(), s.GetRequiredService<IDataProtectionProvider>()));
            services.AddHostedService<KeysStart>();
        }
        else
        {
            protection.PersistKeysToFileSystem(Folder(configuration));
            services.AddSingleton(_ => CodeKey.In(Folder(configuration)));
        }

        return services;
    }

    /// <summary>
    /// Beside the boards, so that people stay at their meetings across a restart, and readable by the server's own
    /// account alone.
    /// </summary>
    private static DirectoryInfo Folder(IConfiguration configuration)
    {
        var path = Path.Combine(configuration.GetSection(SqliteOptions.Section).Get<SqliteOptions>()?.Path ?? new SqliteOptions().Path, "keys");
        // The folder above is the data's, and made by whoever comes first.
        PrivateFolder.At(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return PrivateFolder.At(path);
    }
}

/// <summary>
/// Reads the keys when the server starts: one that cannot have them does not start. From then on they are in memory, and
/// Redis may be away for a while.
/// </summary>
internal sealed class KeysStart(IServiceProvider services) : StartCheck
{
    /// <exception cref="InvalidOperationException">Redis does not answer, or the keys are not for this server's certificate.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            services.GetRequiredService<KeysRedis>().Database.Ping();
            services.GetRequiredService<CodeKey>();
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Its own words name the machine, and may name the account.
            throw new InvalidOperationException("Redis, where the keys are (Redis:Connection), does not answer or does not let this server in.");
        }
    }
}

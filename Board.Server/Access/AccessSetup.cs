using MappingBoard.Server.Access.Codes;
using MappingBoard.Server.Access.Devices;
using MappingBoard.Server.Access.Log;
using MappingBoard.Server.Access.Staff;
using MappingBoard.Server.Access.Waiting;
using MappingBoard.Server.Storage.Sqlite;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace MappingBoard.Server.Access;

internal static class AccessSetup
{
    /// <param name="services">The server's services.</param>
    /// <param name="configuration">The sections <c>Access</c>, <c>SignIn</c> and <c>Storage</c>.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>()
            .Bind(configuration.GetSection(AccessOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddDataProtection()
            .SetApplicationName("MappingBoard")
            .PersistKeysToFileSystem(Keys(configuration));

        services.AddSingleton<RefusedAttempts>();
        services.AddSingleton<BoardCookies>();
        services.AddSingleton<JoinTicket>();
        services.AddSingleton<Invitations>();
        services.AddSingleton(_ => CodeKey.In(Keys(configuration)));
        services.AddSingleton<CodeTries>();
        services.AddSingleton<SpokenCodes>();
        services.AddSingleton<CodeCookie>();
        services.AddSingleton<WaitingCookies>();
        services.AddSingleton<Answered>();
        services.AddSingleton<Reception>();
        services.AddHostedService<ReceptionKeeper>();
        services.AddSingleton<DeviceLinks>();
        services.AddSingleton<AccessNotes>();
        services.AddHostedService(s => s.GetRequiredService<AccessNotes>());
        services.AddSingleton<Doors>();
        services.AddSingleton<AccessReading>();
        services.AddDoorLimits();
        services.AddAuthentication(BoardCookieHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BoardCookieHandler>(BoardCookieHandler.SchemeName, displayName: null, configureOptions: null);
        services.AddStaff(configuration);
        return services;
    }

    /// <summary>
    /// Beside the boards, so that people stay at their meetings across a restart, and readable by the server's own
    /// account alone.
    /// </summary>
    private static DirectoryInfo Keys(IConfiguration configuration)
    {
        var path = Path.Combine(configuration.GetSection(SqliteOptions.Section).Get<SqliteOptions>()?.Path ?? new SqliteOptions().Path, "keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace MappingBoard.Server.Access;

internal static class AccessSetup
{
    /// <param name="services">The server's services.</param>
    /// <param name="configuration">The sections <c>Access</c> and <c>Storage</c>.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>()
            .Bind(configuration.GetSection(AccessOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        // Beside the boards, so that people stay at their meetings across a restart of the server.
        var keys = Path.Combine(configuration["Storage:Path"] ?? "data", "keys");
        services.AddDataProtection()
            .SetApplicationName("MappingBoard")
            .PersistKeysToFileSystem(new DirectoryInfo(keys));

        services.AddSingleton<BoardCookies>();
        services.AddAuthentication(BoardCookieHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BoardCookieHandler>(BoardCookieHandler.SchemeName, displayName: null, configureOptions: null);
        return services;
    }
}

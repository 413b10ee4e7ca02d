using MappingBoard.Server.Access.Codes;
using MappingBoard.Server.Access.Devices;
using MappingBoard.Server.Access.Keys;
using MappingBoard.Server.Access.Log;
using MappingBoard.Server.Access.Staff;
using MappingBoard.Server.Access.Waiting;
using Microsoft.AspNetCore.Authentication;

namespace MappingBoard.Server.Access;

internal static class AccessSetup
{
    /// <param name="services">The server's services.</param>
    /// <param name="configuration">The sections <c>Access</c>, <c>Keys</c>, <c>SignIn</c> and <c>Storage</c>.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>()
            .Bind(configuration.GetSection(AccessOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddKeys(configuration);
        services.AddSingleton<RefusedAttempts>();
        services.AddSingleton<BoardCookies>();
        services.AddSingleton<JoinTicket>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<CodeTries>();
        services.AddSingleton<SpokenCodes>();
        services.AddSingleton<CodeCookie>();
        services.AddSingleton<WaitingCookies>();
        services.AddSingleton<Answered>();
        services.AddSingleton<AskingPace>();
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
}

using MappingBoard.Server.Admission.Codes;
using MappingBoard.Server.Admission.Devices;
using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Audit;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Identity.Keys;
using MappingBoard.Server.Identity.Staff;
using MappingBoard.Server.Network;
using Microsoft.AspNetCore.Authentication;

namespace MappingBoard.Server.Admission;

internal static class AdmissionServices
{
    /// <param name="services">The server's services.</param>
    /// <param name="configuration">The sections <c>Access</c>, <c>Keys</c>, <c>SignIn</c> and <c>Storage</c>.</param>
    public static IServiceCollection AddAdmission(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>()
            .Bind(configuration.GetSection(AccessOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddKeys(configuration);
        services.AddSingleton<RefusedAttempts>();
        services.AddSingleton<BoardCookies>();
        services.AddSingleton<JoinTicket>();
        services.AddSingleton<InvitationIssuer>();
        services.AddSingleton<CodeTries>();
        services.AddSingleton<SpokenCodes>();
        services.AddSingleton<CodeCookie>();
        services.AddSingleton<LobbyCookies>();
        services.AddSingleton<Answered>();
        services.AddSingleton<AskingPace>();
        services.AddSingleton<Reception>();
        services.AddHostedService<ReceptionKeeper>();
        services.AddSingleton<DeviceLinks>();
        services.AddSingleton<AccessNotes>();
        services.AddHostedService(s => s.GetRequiredService<AccessNotes>());
        services.AddSingleton<AdmissionHandler>();
        services.AddSingleton<AccessReading>();
        services.AddAdmissionLimits();
        services.AddAuthentication(BoardCookieHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BoardCookieHandler>(BoardCookieHandler.SchemeName, displayName: null, configureOptions: null);
        services.AddStaff(configuration);
        return services;
    }
}

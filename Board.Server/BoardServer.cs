using MappingBoard.Client;
using MappingBoard.Server.Admission;
using MappingBoard.Server.Bus;
using MappingBoard.Server.Health;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Identity.Staff;
using MappingBoard.Server.MeetingIndex;
using MappingBoard.Server.Network;
using MappingBoard.Server.Pages;
using MappingBoard.Server.Retention;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Supervision;
using MappingBoard.Server.Telemetry;
using MappingBoard.Server.Transports;
using MappingBoard.Server.Transports.SignalR;

namespace MappingBoard.Server;

/// <summary>Puts the server together. Tests start the same one.</summary>
public static class BoardServer
{
    /// <summary>
    /// More than any form and any message of the hub's takes; what is larger is refused before it is read. In bytes.
    /// </summary>
    private const long LargestRequest = 512 * 1024;

    /// <summary>The server, built and ready to run.</summary>
    /// <param name="args">The command line: settings such as <c>--urls=http://127.0.0.1:5080 --Storage:Path=data</c>.</param>
    /// <param name="with">What a test puts in or exchanges before it is built.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? with = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // By name, so that the list of static files is found whichever program hosts the server.
            ApplicationName = typeof(BoardServer).Assembly.GetName().Name,
        });
        builder.Logging.KeepAddressesOut();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });

        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Supervisor>();
        services.AddStorage(configuration);
        services.AddBus(configuration);
        services.AddMeetingIndex();
        services.AddRooms(configuration);
        services.AddRetention(configuration);
        services.AddTransports(configuration);
        services.AddBoardHealth();
        services.AddAdmission(configuration);
        services.AddTrustedProxies(configuration);
        services.AddConnectionLimits(configuration);
        services.AddHostCookies();
        services.AddBoardClient();
        services.AddPages(configuration);
        services.AddTelemetry(configuration);
        with?.Invoke(builder);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UsePages();
        app.UseHostCookies();
        app.UseSameOriginForConnections();
        app.UseConnectionLimits();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseStaffOnly();
        app.UseFormTokens();
        app.MapBoardHealth();
        app.MapBoardHub();
        app.MapSignIn();
        app.MapPages();
        return app;
    }
}

using MappingBoard.Server.Access;
using MappingBoard.Server.Pages;

namespace MappingBoard.Server;

/// <summary>Puts the server together. Tests start the same one.</summary>
public static class BoardServer
{
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
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAccess(builder.Configuration);
        builder.Services.AddPages(builder.Configuration);
        with?.Invoke(builder);

        var app = builder.Build();
        app.UseResponseCompression();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseSameOriginForConnections();
        app.UseAuthentication();
        app.UseAntiforgery();
        app.MapGet("/health/live", () => "ok");
        app.MapPages();
        return app;
    }
}

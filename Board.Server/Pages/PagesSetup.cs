using System.IO.Compression;
using MappingBoard.Client.Connection;
using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Network;
using MappingBoard.Server.Pages.Appearance;
using MappingBoard.Server.Ports;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Pages;

internal static class PagesSetup
{
    /// <summary>A page counts its line as dead after three times this in silence (map.js).</summary>
    private static readonly TimeSpan CircuitSpeaksEvery = TimeSpan.FromSeconds(5);

    /// <param name="services">The server's services.</param>
    /// <param name="configuration">The section <c>Client</c>.</param>
    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClientOptions>()
            .Bind(configuration.GetSection(ClientOptions.Section))
            .Validate(o => Enum.IsDefined(o.RenderMode), "Client:RenderMode is Auto, Server or WebAssembly.")
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddRazorComponents().AddInteractiveWebAssemblyComponents()
            .AddInteractiveServerComponents().AddHubOptions(o => o.KeepAliveInterval = CircuitSpeaksEvery);
        services.AddScoped<CircuitHandler, CircuitLine>();
        services.AddOptions<CircuitOptions>().Configure<IOptions<ClientOptions>>((circuits, client) =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = client.Value.CircuitKept;
            // Blazor would put a page on a new circuit in place of one that is gone, and throw away the fields in which
            // somebody was typing while the line was away. The browser opens the page anew instead, with their words.
            circuits.PersistedCircuitInMemoryMaxRetained = 0;
        });
        services.AddCascadingAuthenticationState();
        // A question that does not fit is answered with its number in development, too.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = false);
        services.AddSingleton<Meetings>();
        services.AddSingleton<MyMeetings>();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "mb-form";
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddHsts(o =>
        {
            o.MaxAge = TimeSpan.FromDays(365);
            o.IncludeSubDomains = true;
        });
        services.AddResponseCompression(o =>
        {
            // Secrets in these pages (antiforgery tokens, tickets) are encrypted anew each time: their length tells nothing.
            o.EnableForHttps = true;
        });
        // The fastest level, which is the default, leaves a page with a full map a third larger.
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        return services;
    }

    /// <summary>What happens around every request; before authentication and the endpoints.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            // A request that cannot be read is its sender's mistake, not the server's.
            // A log that cannot be read at the moment, as while this service is being renewed, is nobody's mistake.
            StatusCodeSelector = fault => fault switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                UnreadableLogException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        if (!app.Environment.IsDevelopment()) app.UseHsts();

        app.UseStatusCodePagesWithReExecute("/sorry/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // Only people get a page in words; a script that asks for a file that is not there gets the number alone.
            if (!WantsAPage(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;

            // A program on the way has written the slash of a link as a sign of its own.
            if (EscapedJoin(context.Request) is { } join)
            {
                context.Response.Redirect(join);
                return Task.CompletedTask;
            }

            // The page that says what went wrong is read, whatever had been sent: it has no form of that name.
            if (IsSorry(context)) context.Request.Method = HttpMethods.Get;
            return next(context);
        });
    }

    /// <summary>A form without its token is answered by the page for it; Blazor would answer with nothing at all.</summary>
    public static void UseFormTokens(this WebApplication app)
    {
        app.UseReadableForms();
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            if (IsSorry(context) || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
            context.RequestServices.GetRequiredService<RefusedAttempts>().Note(RefusedAttempt.FormWithoutToken);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapLook();
        app.MapWaitingState();
        app.MapAccessLogExport();
        app.MapRazorComponents<App>()
            // The policy stands in SecurityHeaders; another one here would only be added to it.
            .AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null)
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Client.BoardClientServices).Assembly);
    }

    private static string? EscapedJoin(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Path.Value is { } path
        && path.StartsWith("/join%2F", StringComparison.OrdinalIgnoreCase)
        && InvitationToken.In(path) is { } token
            ? "/join/" + token
            : null;

    private static bool IsSorry(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static bool WantsAPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Tells the page on a circuit that the line to its browser is back.</summary>
internal sealed class CircuitLine(BrowserCalls calls) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        calls.Back();
        return Task.CompletedTask;
    }
}

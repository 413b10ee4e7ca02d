using System.IO.Compression;
using MappingBoard.Server.Pages.Look;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;

namespace MappingBoard.Server.Pages;

internal static class PagesSetup
{
    /// <summary>A phone that sleeps in a pocket while somebody talks finds its page as it was.</summary>
    private static readonly TimeSpan CircuitKept = TimeSpan.FromMinutes(3);

    /// <param name="services">The server's services.</param>
    /// <param name="configuration">The section <c>Client</c>.</param>
    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClientOptions>()
            .Bind(configuration.GetSection(ClientOptions.Section))
            .Validate(o => Enum.IsDefined(o.RenderMode), "Client:RenderMode is Auto, Server or WebAssembly.")
            .ValidateOnStart();

        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits => circuits.DisconnectedCircuitRetentionPeriod = CircuitKept)
            .AddInteractiveWebAssemblyComponents();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<Meetings>();
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
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        if (!app.Environment.IsDevelopment()) app.UseHsts();

        app.UseStatusCodePagesWithReExecute("/sorry/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // Only people get a page in words; a script that asks for a file that is not there gets the number alone.
            if (!WantsAPage(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;

            // The page that says what went wrong is read, whatever had been sent: it has no form of that name.
            if (IsSorry(context)) context.Request.Method = HttpMethods.Get;
            return next(context);
        });
    }

    /// <summary>A form without its token is answered by the page for it; Blazor would answer with nothing at all.</summary>
    public static void UseFormTokens(this WebApplication app)
    {
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            if (IsSorry(context) || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapLook();
        app.MapRazorComponents<App>()
            // The policy stands in SecurityHeaders; another one here would only be added to it.
            .AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null)
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Client.BoardClientServices).Assembly);
    }

    private static bool IsSorry(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static bool WantsAPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

using MappingBoard.Server.Pages.Look;

namespace MappingBoard.Server.Pages;

internal static class PagesSetup
{
    // A phone that sleeps in a pocket while somebody talks finds its page as it was.
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
        services.AddAntiforgery(o => o.Cookie.Name = "mb-form");
        services.AddResponseCompression(o =>
        {
            // Secrets in these pages (antiforgery tokens) are encrypted anew each time: their length tells nothing.
            o.EnableForHttps = true;
        });
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapLook();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = "'none'")
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Client.BoardClientServices).Assembly);
    }
}

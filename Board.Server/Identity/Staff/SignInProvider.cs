using System.Net.Sockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>The way to the provider and, for signing out, the way there once more. Thread-safe.</summary>
internal sealed class SignInProvider(IOptionsMonitor<OpenIdConnectOptions> options, ILogger<SignInProvider> logger)
{
    /// <summary>The scheme of signing in.</summary>
    public const string Scheme = "Provider";

    /// <summary>How long the provider has for each answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private OpenIdConnectOptions Options => options.Get(Scheme);

    /// <summary>Sends the browser to the provider; from there it comes back to <paramref name="back"/>.</summary>
    /// <returns>False when the provider does not answer: nothing was sent.</returns>
    public async Task<bool> TrySend(HttpContext context, string back)
    {
        try
        {
            await Configuration(context.RequestAborted);
            await context.ChallengeAsync(Scheme, new() { RedirectUri = back });
            return true;
        }
        catch (Exception fault) when (IsAway(fault))
        {
            SignInLog.ProviderAway(logger, fault.GetType().Name);
            return false;
        }
    }

    /// <summary>Where the browser signs out at the provider; null where it offers no such thing, or does not answer.</summary>
    /// <param name="request">For the address of this server.</param>
    /// <param name="back">A path of this server that the provider leads back to.</param>
    public async Task<string?> EndOfSession(HttpRequest request, string back)
    {
        try
        {
            if (await Configuration(request.HttpContext.RequestAborted) is not { EndSessionEndpoint: { Length: > 0 } end }) return null;
            return QueryHelpers.AddQueryString(end, new Dictionary<string, string?>
            {
                // Which server asks: without the provider's token, which is not kept, it could not know.
                ["client_id"] = Options.ClientId,
                ["post_logout_redirect_uri"] = $"{request.Scheme}://{request.Host}{back}",
            });
        }
        catch (Exception fault) when (IsAway(fault))
        {
            SignInLog.ProviderAway(logger, fault.GetType().Name);
            return null;
        }
    }

    /// <summary>Whether a fault means that the provider was not reached or gave no sensible answer.</summary>
    public static bool IsAway(Exception fault) =>
        fault is HttpRequestException or IOException or SocketException or TaskCanceledException or ProviderUnreadableException
        || (fault.InnerException is { } inner && IsAway(inner));

    private async Task<OpenIdConnectConfiguration> Configuration(CancellationToken cancel)
    {
        try
        {
            return await Options.ConfigurationManager!.GetConfigurationAsync(cancel);
        }
        catch (InvalidOperationException fault)
        {
            throw new ProviderUnreadableException(fault);
        }
    }

    /// <summary>The provider's discovery document could not be had.</summary>
    private sealed class ProviderUnreadableException(Exception inner) : Exception("The sign-in provider's discovery document could not be read.", inner);
}

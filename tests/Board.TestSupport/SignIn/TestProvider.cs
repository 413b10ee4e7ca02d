using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MappingBoard.TestSupport.SignIn;

/// <summary>
/// An organisation's sign-in for tests: a real OpenIddict server on a port of its own. It knows one client and a few
/// accounts, remembers in a cookie who has signed in, and can be made to misbehave. It listens on <c>localhost</c>, so
/// that browsers take it for another site than a server on 127.0.0.1.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "mapping-board";
    public const string ClientSecret = "a secret for tests";
    private const string Remembered = "who-signed-in";

    // For all providers of a run: making OpenIddict's own, of 4096 bits, takes seconds.
    private static readonly RsaSecurityKey SigningKey = new(RSA.Create(2048));
    private static readonly SymmetricSecurityKey EncryptionKey = new(RandomNumberGenerator.GetBytes(32));

    private readonly WebApplication _app;

    private TestProvider(WebApplication app) => _app = app;

    /// <summary>Its address, which is also the issuer in its tokens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Who may sign in. Each has a link on the page where one signs in.</summary>
    public List<TestAccount> Accounts { get; } =
    [
        new("ada", "8f3c-ada", "Ada Chair", ["Board.Staff"]),
        new("ben", "91d0-ben", "Ben Lead", ["Board.Staff", "Board.Governance"]),
        new("cleo", "77aa-cleo", "Cleo Clerk", ["Something.Else"]),
    ];

    /// <summary>Changes what an identity token says before it is signed.</summary>
    public Action<ClaimsPrincipal>? OnIdentity { get; set; }

    /// <summary>Changes a signed identity token on its way out.</summary>
    public Func<string, string>? OnIdentityToken { get; set; }

    /// <summary>Answers the next requests for tokens with this error instead.</summary>
    public (string Error, string Description)? TokenError { get; set; }

    /// <summary>Every request for an authorisation, a token or an end so far, by its parameters.</summary>
    public List<(string Endpoint, IReadOnlyDictionary<string, string> Parameters)> Asked { get; } = [];

    /// <summary>The settings of a server whose staff sign in here.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["SignIn:Authority"] = Address.AbsoluteUri,
        ["SignIn:ClientId"] = ClientId,
        ["SignIn:ClientSecret"] = ClientSecret,
        ["SignIn:StaffRole"] = "Board.Staff",
        ["SignIn:GovernanceRole"] = "Board.Governance",
    };

    /// <summary>Starts one on a free port.</summary>
    /// <param name="hasEnd">Whether it offers signing out.</param>
    public static async Task<TestProvider> Start(bool hasEnd = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        TestProvider? provider = null;
        builder.Services.AddOpenIddict().AddServer(server => Configure(server, hasEnd, () => provider!));
        var app = builder.Build();
        provider = new(app);
        app.UseAuthentication();
        app.Map("/connect/authorize", provider.Authorise);
        // Browsers ask every server for it.
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.Map("/connect/end", End);
        await app.StartAsync();
        var listening = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        provider.Address = new($"http://localhost:{listening.Port}/");
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Configure(OpenIddictServerBuilder server, bool hasEnd, Func<TestProvider> self)
    {
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetUserInfoEndpointUris("connect/userinfo");
        if (hasEnd) server.SetEndSessionEndpointUris("connect/end");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.Profile, Scopes.Email);
        server.AddEncryptionKey(EncryptionKey).AddSigningKey(SigningKey);
        server.EnableDegradedMode();
        var host = server.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough();
        if (hasEnd) host.EnableEndSessionEndpointPassthrough();

        server.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
        {
            self().Note("authorize", context.Request);
            if (context.ClientId != ClientId || !IsBackAddress(context.RedirectUri, "/sign-in/back"))
                context.Reject(Errors.InvalidClient, "This client is not registered, or not with this address.");
            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(context =>
        {
            self().Note("token", context.Request);
            if (self().TokenError is var (error, description) && error is not null) context.Reject(error, description);
            else if (context.ClientId != ClientId || context.ClientSecret != ClientSecret) context.Reject(Errors.InvalidClient, "Wrong secret.");
            return default;
        }));
        server.AddEventHandler<ValidateEndSessionRequestContext>(b => b.UseInlineHandler(context =>
        {
            self().Note("end", context.Request);
            if (context.ClientId != ClientId || !IsBackAddress(context.PostLogoutRedirectUri, "/sign-out/done"))
                context.Reject(Errors.InvalidRequest, "This address is not registered.");
            return default;
        }));
        server.AddEventHandler<ProcessSignInContext>(b => b
            .SetOrder(OpenIddictServerHandlers.GenerateIdentityToken.Descriptor.Order - 1)
            .UseInlineHandler(context =>
            {
                if (context.IdentityTokenPrincipal is { } principal) self().OnIdentity?.Invoke(principal);
                return default;
            }));
        server.AddEventHandler<ApplyTokenResponseContext>(b => b.SetOrder(int.MinValue).UseInlineHandler(context =>
        {
            if (context.Response.IdToken is { } token && self().OnIdentityToken is { } change) context.Response.IdToken = change(token);
            return default;
        }));
        server.AddEventHandler<HandleUserInfoRequestContext>(b => b.UseInlineHandler(context =>
        {
            var account = self().Accounts.Single(a => a.Subject == context.AccessTokenPrincipal!.GetClaim(Claims.Subject));
            context.Claims["nickname"] = account.Name + " of the endpoint";
            return default;
        }));
    }

    private static bool IsBackAddress(string? address, string path) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.AbsolutePath == path && (uri.IsLoopback || uri.Host == "board.example");

    private void Note(string endpoint, OpenIddictRequest request)
    {
        lock (Asked) Asked.Add((endpoint, request.GetParameters().ToDictionary(p => p.Key, p => (string?)p.Value ?? "")));
    }

    /// <summary>Whoever has signed in before goes on; anybody else chooses an account, or gives up.</summary>
    private async Task Authorise(HttpContext context)
    {
        var chosen = context.Request.Query["account"].ToString() is { Length: > 0 } now ? now : context.Request.Cookies[Remembered];
        if (chosen == "nobody")
        {
            await context.ForbidAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
            return;
        }

        if (Accounts.Find(a => a.Id == chosen) is not { } account)
        {
            var links = Accounts.Select(a => (a.Id, a.Name)).Append(("nobody", "I do not want to"))
                .Select(a => $"<p><a href=\"{WebUtility.HtmlEncode($"{context.Request.Path}{context.Request.QueryString}&account={a.Item1}")}\">{a.Item2}</a></p>");
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync($"<!DOCTYPE html><html lang=\"en\"><title>Sign in</title><h1>Who are you?</h1>{string.Concat(links)}</html>");
            return;
        }

        context.Response.Cookies.Append(Remembered, account.Id);
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(Claims.Subject, account.Subject).SetClaim(Claims.Name, account.Name);
        identity.SetClaims("roles", [.. account.Roles]);
        identity.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        await context.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new(identity));
    }

    private static async Task End(HttpContext context)
    {
        context.Response.Cookies.Delete(Remembered);
        await context.SignOutAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}

/// <param name="Id">What the link on the page is called by.</param>
/// <param name="Subject">Who it is, to the provider.</param>
/// <param name="Name">Their name.</param>
/// <param name="Roles">What they may do, in the claim <c>roles</c>.</param>
public sealed record TestAccount(string Id, string Subject, string Name, IReadOnlyList<string> Roles);

using MappingBoard.Server.Identity.Cookies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MappingBoard.Server.Identity.Staff;

internal static class StaffSetup
{
    /// <summary>How long somebody may take at the provider, with a phone to find and a code to type.</summary>
    private static readonly TimeSpan AtTheProvider = TimeSpan.FromMinutes(15);

    /// <param name="services">The server's services.</param>
    /// <param name="configuration">The section <c>SignIn</c>; without it nobody signs in.</param>
    public static void AddStaff(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(SignInOptions.Section);
        services.AddOptions<SignInOptions>()
            // A role that nobody asks for because its setting is spelt wrongly would let everybody in.
            .Bind(section, binding => binding.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>>(new SignInOptionsCheck(section));
        services.AddSingleton<StaffSession>();
        services.AddSingleton<StaffPlaces>();
        services.AddSingleton<SignInProvider>();
        services.AddTransient<SignInEvents>();
        if (string.IsNullOrWhiteSpace(section[nameof(SignInOptions.Authority)])) return;

        services.AddAuthentication().AddCookie(StaffSession.Scheme).AddOpenIdConnect(SignInProvider.Scheme, _ => { });
        services.AddOptions<CookieAuthenticationOptions>(StaffSession.Scheme)
            .Configure<IOptions<SignInOptions>, BoardCookies, TimeProvider>((o, signIn, cookies, time) => Keep(o, signIn.Value, cookies, time));
        services.AddOptions<OpenIdConnectOptions>(SignInProvider.Scheme)
            .Configure<IOptions<SignInOptions>, BoardCookies>((o, signIn, cookies) => Ask(o, signIn.Value, cookies));
    }

    private static void Keep(CookieAuthenticationOptions o, SignInOptions signIn, BoardCookies cookies, TimeProvider time)
    {
        o.Cookie = new OwnCookie(cookies) { Name = StaffSession.CookieName };
        o.ExpireTimeSpan = TimeSpan.FromHours(signIn.StayHours);
        o.SlidingExpiration = true;
        o.Events.OnValidatePrincipal = context =>
        {
            if (time.GetUtcNow() - StaffMember.Since(context.Principal!) > StaffSession.Longest) context.RejectPrincipal();
            return Task.CompletedTask;
        };
    }

    private static void Ask(OpenIdConnectOptions o, SignInOptions signIn, BoardCookies cookies)
    {
        o.Authority = signIn.Authority;
        o.RequireHttpsMetadata = !new Uri(signIn.Authority).IsLoopback;
        o.ClientId = signIn.ClientId;
        o.ClientSecret = signIn.ClientSecret;
        o.ResponseType = OpenIdConnectResponseType.Code;
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        o.UsePkce = true;
        o.Scope.Clear();
        foreach (var scope in signIn.EachScope) o.Scope.Add(scope);

        o.SignInScheme = StaffSession.Scheme;
        o.SaveTokens = false;
        o.MapInboundClaims = false;
        o.GetClaimsFromUserInfoEndpoint = signIn.UserInfo;
        o.ClaimActions.Remove("iss");
        o.ClaimActions.MapJsonKey(signIn.NameClaim, signIn.NameClaim);
        o.ClaimActions.MapJsonKey(signIn.RoleClaim, signIn.RoleClaim);
        o.EventsType = typeof(SignInEvents);

        o.CallbackPath = SignIn.BackPath;
        // Signing out is SignIn's own. The framework's would sign somebody out at the word of any website.
        o.RemoteSignOutPath = default;
        o.SignedOutCallbackPath = default;
        o.DisableTelemetry = true;
        o.BackchannelTimeout = SignInProvider.Patience;
        o.RemoteAuthenticationTimeout = AtTheProvider;
        o.ProtocolValidator.NonceLifetime = AtTheProvider;
        o.CorrelationCookie = new OwnCookie(cookies) { Name = "mb-sign-in.", Path = SignIn.BackPath, Expiration = AtTheProvider };
        o.NonceCookie = new OwnCookie(cookies) { Name = "mb-nonce.", Path = SignIn.BackPath, Expiration = AtTheProvider };
    }
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using MappingBoard.Server.Network;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Identity.Cookies;

/// <summary>Turns the participants' cookies of a request into one principal (see <see cref="ParticipantClaims"/>).</summary>
internal sealed class BoardCookieHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    BoardCookies cookies,
    RefusedAttempts refused) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Participant";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var claims = cookies.Read(Request).Select(pass => new Claim(ParticipantClaims.ClaimType(pass.Board), pass.Participant)).ToList();
        // A browser sends no cookie whose time is over, so what does not open was never given to it, or the keys are gone.
        if (claims.Count < BoardCookies.CountIn(Request)) refused.Note(RefusedAttempt.SpoiltCookie);
        if (claims.Count == 0) return Task.FromResult(AuthenticateResult.NoResult());

        // The identity has no authentication type on purpose: nobody has signed in, and joining a second board in
        // another tab must not void the forms that are open in the first (their tokens are tied to a signed-in user).
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims));
        return Task.FromResult(AuthenticateResult.Success(new(principal, SchemeName)));
    }
}

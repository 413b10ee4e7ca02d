using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>What becomes of the provider's answer once the framework has checked it.</summary>
internal sealed class SignInEvents(IOptions<SignInOptions> options, TimeProvider time, ILogger<SignInEvents> logger) : OpenIdConnectEvents
{
    /// <summary>Everything holds: keeps who it is, and nothing else of what the provider said.</summary>
    public override Task TicketReceived(TicketReceivedContext context)
    {
        if (StaffMember.Of(context.Principal!, options.Value) is { } member)
        {
            context.Principal = member.ToSession(time.GetUtcNow());
            context.Properties = new();
            SignInLog.SignedIn(logger);
            return Task.CompletedTask;
        }

        SignInLog.NotStaff(logger);
        context.HandleResponse();
        context.Response.Redirect(SignInFault.NotStaff.Page());
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var away = context.Failure is { } failure && SignInProvider.IsAway(failure);
        if (away) SignInLog.ProviderAway(logger, context.Failure!.GetType().Name);
        else SignInLog.Failed(logger, context.Failure?.GetType().Name ?? "", Code(context.Failure?.Data["error"] as string));
        context.HandleResponse();
        context.Response.Redirect((away ? SignInFault.Away : SignInFault.Failed).Page());
        return Task.CompletedTask;
    }

    /// <summary>One of the protocol's own words such as <c>access_denied</c>; anything else is not repeated.</summary>
    private static string Code(string? error) =>
        error is { Length: > 0 and <= 40 } && error.All(c => char.IsAsciiLetterLower(c) || c == '_') ? error : "no code";
}

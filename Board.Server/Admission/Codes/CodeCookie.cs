using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Network;
using MappingBoard.Shared.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission.Codes;

/// <summary>
/// Remembers, on the way from the start page to the join page, which invitation a code led to: so that the code itself
/// stands in no address, and is tried once. Thread-safe.
/// </summary>
internal sealed class CodeCookie(IDataProtectionProvider protection, TimeProvider time, IOptions<AccessOptions> options, IHostEnvironment environment)
{
    private const string Name = "mb-code";

    private readonly Seal _seal = new(protection, "MappingBoard.Code.v1", time);

    /// <summary>The invitation that this browser typed a code for; null when it has not, or too long ago.</summary>
    public string? Read(HttpRequest request) =>
        _seal.Open(request.Cookies[Name], parts: 1) is ([var invitation], _) && Ids.IsWellFormed(invitation) ? invitation : null;

    public void Give(HttpContext context, string invitation)
    {
        var until = time.GetUtcNow() + TimeSpan.FromMinutes(options.Value.CodeMinutes);
        context.Response.Cookies.Append(Name, _seal.Close(until, invitation), CookieForm.Of(context, until, options.Value, environment));
    }
}

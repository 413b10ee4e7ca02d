using System.Security.Cryptography;
using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Network;
using MappingBoard.Shared.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission.Invitations;

/// <summary>
/// The request that somebody will make and the participant that they will be, sealed into the form of the join page: a
/// form that is sent twice, by a double tap or a bad line, is one request of one person. It stands in a page, which people
/// save, photograph and pass on; so it says something only to the browser that was given it, which has a cookie for that, and
/// only for the invitation that was open. Thread-safe.
/// </summary>
public sealed class JoinTicket(IDataProtectionProvider protection, TimeProvider time, IOptions<AccessOptions> options, IHostEnvironment environment)
{
    private const string BrowserCookie = "mb-asks";

    private readonly Seal _seal = new(protection, "MappingBoard.Join.v3", time);

    /// <summary>A ticket for a new participant of a board, by an invitation. Gives the browser its cookie, so the answer must not have begun.</summary>
    public string For(HttpContext context, string board, string invitation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var until = time.GetUtcNow() + TimeSpan.FromHours(options.Value.StayHours);
        var browser = BrowserOf(context.Request) ?? NewId();
        context.Response.Cookies.Append(BrowserCookie, browser, CookieForm.Of(context, until, options.Value, environment));
        return _seal.Close(until, board, invitation, browser, NewId(), NewId());
    }

    /// <summary>
    /// What a ticket says. One that is not for this board, this invitation and this browser, is too old, or none at all, makes a new
    /// request of a new person.
    /// </summary>
    public (string Request, string Participant) Open(HttpRequest sent, string? ticket, string board, string invitation)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return _seal.Open(ticket, parts: 5) is ([var of, var by, var browser, var request, var participant], _)
            && of == board
            && by == invitation
            && browser == BrowserOf(sent)
                ? (request, participant)
                : (NewId(), NewId());
    }

    private static string? BrowserOf(HttpRequest request) => request.Cookies[BrowserCookie] is { } id && Ids.IsWellFormed(id) ? id : null;

    private static string NewId() => Ids.From(RandomNumberGenerator.GetBytes(16));
}

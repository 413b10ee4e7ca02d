using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Network;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Admission.Lobby;

/// <summary>
/// The cookie of somebody who waits: one for each request. It opens the page that says how it stands, and the map once they
/// have been let in; on that device they are known again without asking a second time. Thread-safe.
/// </summary>
public sealed class LobbyCookies(
    IDataProtectionProvider protection,
    TimeProvider time,
    IOptions<AccessOptions> options,
    IHostEnvironment environment)
{
    private const string Prefix = "mw.";

    /// <summary>Requests that one browser holds at once. Past it the oldest goes.</summary>
    private const int Most = 8;

    private readonly Seal _seal = new(protection, "MappingBoard.Waiting.v1", time);

    /// <summary>Every request that the browser made, the latest last.</summary>
    public IReadOnlyList<LobbyPass> Read(HttpRequest request) =>
    [
        .. request.Cookies
            .Where(c => c.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(c => Open(c.Key[Prefix.Length..], c.Value))
            .OfType<LobbyPass>()
            .OrderBy(p => p.Until),
    ];

    /// <summary>Whether the browser made this request.</summary>
    public bool Holds(HttpRequest request, string id) => request.Cookies.TryGetValue(Prefix + id, out var value) && Open(id, value) is not null;

    /// <summary>Lets the browser wait for a request from now on.</summary>
    public void Give(HttpContext context, string id, string board)
    {
        var held = Read(context.Request).Where(p => p.Request != id).ToList();
        foreach (var oldest in held.Take(held.Count - Most + 1)) Take(context, oldest.Request);

        var until = time.GetUtcNow() + TimeSpan.FromHours(options.Value.StayHours);
        context.Response.Cookies.Append(Prefix + id, _seal.Close(until, id, board), Form(context, until));
    }

    /// <summary>The browser forgets a request.</summary>
    public void Take(HttpContext context, string id) => context.Response.Cookies.Delete(Prefix + id, Form(context, until: null));

    private LobbyPass? Open(string id, string value) =>
        _seal.Open(value, parts: 2) is ([var of, var board], var until) && of == id ? new(id, board, until) : null;

    private CookieOptions Form(HttpContext context, DateTimeOffset? until) => CookieForm.Of(context, until, options.Value, environment);
}

/// <summary>What the cookie of somebody who waits says.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Board">The board's id.</param>
/// <param name="Until">UTC; from then on it says nothing.</param>
public sealed record LobbyPass(string Request, string Board, DateTimeOffset Until);

using MappingBoard.Server.Network;
using MappingBoard.Shared.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Identity.Cookies;

/// <summary>
/// The participant's cookie: one for each board, so that leaving one meeting leaves the others alone. Encrypted and
/// signed; one that was tampered with, is too old, or was copied to another board's name counts as none. Thread-safe.
/// </summary>
public sealed class BoardCookies(
    IDataProtectionProvider protection,
    TimeProvider time,
    IOptions<AccessOptions> options,
    IHostEnvironment environment)
{
    private const string Prefix = "mb.";

    /// <summary>Boards that one browser holds at once. Past it the oldest goes, before a request's head grows too long to be read.</summary>
    private const int Most = 24;

    private readonly Seal _seal = new(protection, "MappingBoard.Participant.v1", time);

    private TimeSpan Stay => TimeSpan.FromHours(options.Value.StayHours);

    /// <summary>How many cookies of the request claim to be a participant's, whether or not they open.</summary>
    public static int CountIn(HttpRequest request) => request.Cookies.Count(c => c.Key.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>Every board that the request's browser has joined.</summary>
    public IEnumerable<BoardPass> Read(HttpRequest request) => request.Cookies
        .Where(c => c.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(c => Open(c.Key[Prefix.Length..], c.Value))
        .OfType<BoardPass>();

    /// <summary>Lets the browser speak for a participant from now on.</summary>
    public void Give(HttpContext context, string board, string participant)
    {
        var held = Read(context.Request).Where(p => p.Board != board).OrderBy(p => p.Until).ToList();
        foreach (var oldest in held.Take(held.Count - Most + 1)) Take(context, oldest.Board);

        var until = time.GetUtcNow() + Stay;
        context.Response.Cookies.Append(Prefix + board, _seal.Close(until, board, participant), Form(context, until));
    }

    /// <summary>Gives the cookie of a board anew when half of its time is over, so that it lasts as long as the meeting.</summary>
    public void Renew(HttpContext context, string board)
    {
        var pass = Read(context.Request).FirstOrDefault(p => p.Board == board);
        if (pass is not null && pass.Until - time.GetUtcNow() < Stay / 2) Give(context, board, pass.Participant);
    }

    /// <summary>The browser forgets the board.</summary>
    public void Take(HttpContext context, string board) =>
        context.Response.Cookies.Delete(Prefix + board, Form(context, until: null));

    /// <summary>Whether a browser shall send a cookie back over HTTPS alone.</summary>
    public bool MustBeSecure(HttpContext context) => CookieForm.MustBeSecure(context, options.Value, environment);

    private BoardPass? Open(string board, string value) =>
        _seal.Open(value, parts: 2) is (var parts, var until) && parts[0] == board && Ids.IsWellFormed(parts[1]) ? new(board, parts[1], until) : null;

    private CookieOptions Form(HttpContext context, DateTimeOffset? until) => CookieForm.Of(context, until, options.Value, environment);
}

namespace MappingBoard.Server.Identity.Staff;

/// <summary>Where a form or a link may send somebody: to a page of this server and nowhere else.</summary>
internal static class OwnPath
{
    private const int Longest = 200;

    /// <summary>The path when it is one of this server's, with its query; null for everything else.</summary>
    /// <remarks>
    /// Browsers take <c>//</c> and <c>/\</c> for the beginning of another host, and leave out tabs and line feeds before
    /// they look. What no address holds unescaped could not be sent in a header either.
    /// </remarks>
    public static string? Of(string? path) =>
        path is ['/', ..] and not ['/', '/', ..] && path.Length <= Longest && path.All(c => c is > ' ' and < '\u007f' and not '\\') ? path : null;
}

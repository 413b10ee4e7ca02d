namespace MappingBoard.Server.Network;

/// <summary>The address of this server as a page sees it.</summary>
internal static class Origin
{
    private const int Longest = 500;

    /// <summary>The address in what a page sent; null for anything that no browser could open.</summary>
    public static Uri? In(string? text) =>
        text is { Length: <= Longest } && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : null;
}

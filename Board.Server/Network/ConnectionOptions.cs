using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Network;

/// <summary>How many connections the server holds at once (B5). Section <c>Connections</c>; checked when the server starts.</summary>
public sealed class ConnectionOptions
{
    public const string Section = "Connections";

    /// <summary>
    /// Live connections from one address, 1 to 1,000,000. A whole council and all that it holds at once may sit behind one
    /// address, each page with up to two.
    /// </summary>
    [Range(1, 1_000_000)]
    public int PerAddress { get; set; } = 4_000;

    /// <summary>How long a live connection may be open before its page asks to come in; then it is dropped. 1 second to 10 minutes; 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan EnterWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections of any kind in all, 100 to 1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int InAll { get; set; } = 20_000;
}

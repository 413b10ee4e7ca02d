using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Rooms;

/// <summary>How fast one page, and one person over all their pages, may send (B5). Configuration section <c>Pace</c>.</summary>
public sealed class PaceOptions
{
    public const string Section = "Pace";

    /// <summary>Messages a second. 1 to 10,000; 40 by default: more than anybody types.</summary>
    [Range(1, 10_000)]
    public int PerSecond { get; set; } = 40;

    /// <summary>Messages at once after a pause. 1 to 100,000; 80 by default.</summary>
    [Range(1, 100_000)]
    public int Burst { get; set; } = 80;

    /// <summary>
    /// How many messages past the pace are answered with a request to slow down before the connection is dropped; one
    /// is forgiven every second. 1 to 100,000; 200 by default.
    /// </summary>
    [Range(1, 100_000)]
    public int Patience { get; set; } = 200;
}

using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Rooms;

/// <summary>How fast one page, one person over all their pages, and all people at one board may send (B5). Configuration section <c>Pace</c>.</summary>
public sealed class PaceOptions
{
    public const string Section = "Pace";

    /// <summary>Messages a second. 1 to 10,000; 40 by default: more than anybody types.</summary>
    [Range(1, 10_000)]
    public int PerSecond { get; set; } = 40;

    /// <summary>Messages at once after a pause. 1 to 100,000; 80 by default.</summary>
    [Range(1, 100_000)]
    public int Burst { get; set; } = 80;

    /// <summary>Bytes a second that one person may write on one board, over all their pages. 1 KiB to 16 MiB; 32 KiB by default: far more than anybody types.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int BytesPerSecond { get; set; } = 32 * 1024;

    /// <summary>Bytes of one person at once after a pause: what was written without a connection comes at once. 64 KiB to 1 GiB; 1 MiB by default.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int BurstBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes a second that all people together may write on one board. 16 KiB to 256 MiB; 1 MiB by default.</summary>
    [Range(16 * 1024, 256 * 1024 * 1024)]
    public int BoardBytesPerSecond { get; set; } = 1024 * 1024;

    /// <summary>Bytes of all of them at once after a pause. 64 KiB to 1 GiB; 16 MiB by default.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int BoardBurstBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How many messages past the pace are answered with a request to slow down before the connection is dropped; one
    /// is forgiven every second. 1 to 100,000; 200 by default.
    /// </summary>
    [Range(1, 100_000)]
    public int Patience { get; set; } = 200;
}

using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Rooms.Delivery;

/// <summary>How far a reader may fall behind (B1). Configuration section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Messages that may wait. 16 to 100,000; 1,000 by default.</summary>
    [Range(16, 100_000)]
    public int Messages { get; set; } = 1_000;

    /// <summary>Bytes that may wait. 64 KiB to 1 GiB; 4 MiB by default.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int Bytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The shortest time between two messages about presence (B3). 0 to 1 minute; 250 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan PresenceInterval { get; set; } = TimeSpan.FromMilliseconds(250);
}

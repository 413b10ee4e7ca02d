using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Rooms;

/// <summary>The bounds of one open board (B5). Configuration section <c>Rooms</c>.</summary>
public sealed class RoomOptions
{
    public const string Section = "Rooms";

    /// <summary>How long a room stays open with nobody in it. 1 second to 1 day; 2 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many of the latest changes are at hand for those who come back (B2). 0 to 100,000; 2,000 by default.</summary>
    [Range(0, 100_000)]
    public int RingChanges { get; set; } = 2_000;

    /// <summary>A snapshot is kept after so many changes (O3). 10 to 100,000; 500 by default.</summary>
    [Range(10, 100_000)]
    public int SnapshotEvery { get; set; } = 500;

    /// <summary>Batches in one commit. 1 to 10,000; 500 by default.</summary>
    [Range(1, 10_000)]
    public int CommitBatches { get; set; } = 500;

    /// <summary>Bytes of batches in one commit; at least one batch always goes in. 1 KiB to 1.5 MiB; 1 MiB by default.</summary>
    [Range(1024, 1536 * 1024)]
    public int CommitBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes of batches that may wait for the store, in all. 1 MiB to 1 GiB; 32 MiB by default.</summary>
    [Range(1024 * 1024, 1024 * 1024 * 1024)]
    public int WaitingBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Batches of one person that may wait for the store. 1 to 1,000; 24 by default: one for each open page (I2), and as many sent again.</summary>
    [Range(1, 1_000)]
    public int WaitingPerPerson { get; set; } = 24;

    /// <summary>
    /// Bytes that one person's batches may leave in the log at once where everything in them is refused. What comes beyond is
    /// not taken, and its page sends it again later. 1 KiB to 16 MiB; 64 KiB by default.
    /// </summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int RefusedBytes { get; set; } = 64 * 1024;

    /// <summary>So many of these bytes come back in a second. 16 to 1 MiB; 512 by default.</summary>
    [Range(16, 1024 * 1024)]
    public int RefusedBytesPerSecond { get; set; } = 512;

    /// <summary>Open pages in one room. 1 to 10,000; 600 by default.</summary>
    [Range(1, 10_000)]
    public int Pages { get; set; } = 600;

    /// <summary>Open pages of one person in one room. 1 to 100; 12 by default.</summary>
    [Range(1, 100)]
    public int PagesPerPerson { get; set; } = 12;

    /// <summary>
    /// While a room is busy, the pause after a frame is so many times what giving it out to its audience cost the room
    /// (G4). 0 to 10,000; 200 by default: what the connections then take to send it is many times that.
    /// </summary>
    [Range(0, 10_000)]
    public int FramePauseTimes { get; set; } = 200;

    /// <summary>The pause is no longer than this. 0 to 1 second; 33 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan FramePauseMost { get; set; } = TimeSpan.FromMilliseconds(33);

    /// <summary>And, unless <see cref="FramePauseMost"/> is shorter, no shorter than this. 0 to 1 second; 0 by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan FramePauseLeast { get; set; }
}

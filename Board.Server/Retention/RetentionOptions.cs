using System.ComponentModel.DataAnnotations;
using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Retention;

/// <summary>
/// Settings of the section <c>Retention</c>: for how long boards are kept after the last thing that happened on them.
/// What is not set is kept for good. Checked when the server starts.
/// </summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Days that a board is kept which was locked as final: 30 to 36,525.</summary>
    [Range(30, 36_525)]
    public int? FinalDays { get; set; }

    /// <summary>Days that a board is kept which was never locked: 30 to 36,525.</summary>
    [Range(30, 36_525)]
    public int? UnfinishedDays { get; set; }

    /// <summary>Days that a practice board is kept: 1 to 36,525.</summary>
    [Range(1, 36_525)]
    public int? PracticeDays { get; set; }

    /// <summary>How often it is looked for boards whose time is over: 1 second to 1 day, 1 hour by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether anything is ever destroyed by it.</summary>
    internal bool IsSet => FinalDays is not null || UnfinishedDays is not null || PracticeDays is not null;

    /// <summary>The shortest of the periods.</summary>
    internal TimeSpan Shortest => TimeSpan.FromDays(new[] { FinalDays, UnfinishedDays, PracticeDays }.Min() ?? 0);

    /// <summary>When a board's time is over (K2), UTC; null for never.</summary>
    internal DateTimeOffset? DueAt(MeetingSummary meeting)
    {
        var days = meeting switch
        {
            { Practice: true } => PracticeDays,
            { LockedAt: not null } => FinalDays,
            _ => UnfinishedDays,
        };
        return days is { } kept ? meeting.LastAt.AddDays(kept) : null;
    }
}

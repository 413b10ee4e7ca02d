using System.Globalization;

namespace MappingBoard.Client.Components.Parts;

/// <summary>
/// The reader's own clock and calendar. On a server circuit the machine's time zone is not the reader's, so that the
/// page asks the browser for it. Immutable.
/// </summary>
/// <param name="time">Where the present moment comes from.</param>
/// <param name="zone">The reader's time zone.</param>
public sealed class ReaderClock(TimeProvider time, TimeZoneInfo zone)
{
    /// <summary>Until the browser has said where the reader is: the zone of the services that use the board.</summary>
    public static ReaderClock BeforeTheBrowserSpoke(TimeProvider time) => In(time, "Europe/London");

    /// <summary>The clock of a time zone by its IANA name; UTC where the machine does not know it.</summary>
    public static ReaderClock In(TimeProvider time, string zone) =>
        new(time, TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc);

    public DateOnly Today => DateOnly.FromDateTime(Local(time.GetUtcNow()).Date);

    /// <summary>"at 10:52" today, "on Mon 23 Nov at 10:52" on another day.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = Local(at);
        var hour = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = DateOnly.FromDateTime(local.Date);
        return day == Today ? $"at {hour}" : $"on {Day(day)} at {hour}";
    }

    /// <summary>The day of a moment: "Mon 23 Nov".</summary>
    public string DayOf(DateTimeOffset at) => Day(DateOnly.FromDateTime(Local(at).Date));

    /// <summary>"Fri 4 Dec", with the year where it is not this one.</summary>
    public string Day(DateOnly day) =>
        day.ToString(day.Year == Today.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}

using System.Collections.Immutable;
using System.Globalization;

namespace MappingBoard.Client.UI;

/// <summary>
/// The reader's own clock and calendar. On a server circuit the machine's time zone is not the reader's, and in the
/// browser the table of all zones would be 30 KB to download, so the page asks the browser for the reader's alone.
/// One for each page, used on the page's own synchronisation context.
/// </summary>
public sealed class ReaderClock
{
    private readonly TimeProvider _time;
    private Func<DateTimeOffset, TimeSpan> _offset;

    private ReaderClock(TimeProvider time, Func<DateTimeOffset, TimeSpan> offset)
    {
        _time = time;
        _offset = offset;
    }

    /// <summary>Raised when it has learnt where the reader is: what shows a moment and is not rendered with the page renders itself.</summary>
    public event Action? Learnt;

    public DateOnly Today => DateOnly.FromDateTime(Local(_time.GetUtcNow()).Date);

    /// <summary>
    /// Until the browser has said where the reader is: the clock of the services that use the board. British summer time
    /// is from the last Sunday of March to the last of October, 01:00 UTC (Summer Time Act 1972, as amended).
    /// </summary>
    public static ReaderClock BeforeTheBrowserSpoke(TimeProvider time) => new(time, at =>
        at >= LastSunday(at.Year, 3) && at < LastSunday(at.Year, 10) ? TimeSpan.FromHours(1) : TimeSpan.Zero);

    /// <summary>The clock that changes at these moments.</summary>
    /// <param name="time">Where the present moment comes from.</param>
    /// <param name="changes">In order; before the first its offset holds already.</param>
    public static ReaderClock Of(TimeProvider time, ImmutableArray<ClockChange> changes) => new(time, OffsetBy(changes));

    /// <summary>The browser has said when the reader's clock changes.</summary>
    /// <param name="changes">In order; before the first its offset holds already.</param>
    public void Learn(ImmutableArray<ClockChange> changes)
    {
        _offset = OffsetBy(changes);
        Learnt?.Invoke();
    }

    /// <summary>"at 10:52" today, "on Mon 23 Nov at 10:52" on another day.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = Local(at);
        var hour = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = DateOnly.FromDateTime(local.Date);
        return day == Today ? $"at {hour}" : $"on {Day(day)} at {hour}";
    }

    /// <summary>After "until": "10:52" today, "Mon 23 Nov, 10:52" on another day.</summary>
    public string Until(DateTimeOffset at)
    {
        var local = Local(at);
        var hour = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = DateOnly.FromDateTime(local.Date);
        return day == Today ? hour : $"{Day(day)}, {hour}";
    }

    /// <summary>For a record: "Monday 23 November 2026, 11:42".</summary>
    public string Full(DateTimeOffset at) => Local(at).ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"11:42".</summary>
    public string Hour(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The day of a moment: "Mon 23 Nov".</summary>
    public string DayOf(DateTimeOffset at) => Day(DateOnly.FromDateTime(Local(at).Date));

    /// <summary>"Fri 4 Dec", with the year where it is not this one.</summary>
    public string Day(DateOnly day) =>
        day.ToString(day.Year == Today.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture);

    private static Func<DateTimeOffset, TimeSpan> OffsetBy(ImmutableArray<ClockChange> changes) =>
        at => changes.LastOrDefault(c => c.From <= at, changes.FirstOrDefault()).Offset;

    private DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(_offset(at));

    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}

/// <summary>From when on a clock is so far ahead of UTC.</summary>
public readonly record struct ClockChange(DateTimeOffset From, TimeSpan Offset);

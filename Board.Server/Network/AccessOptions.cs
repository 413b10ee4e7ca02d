using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Network;

/// <summary>Settings of the section <c>Access</c>. Checked when the server starts.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Hours that a browser stays at its meeting without opening the page again, 1 to 72. Long enough for a meeting with
    /// its breaks, short enough that a phone which is passed on in the evening knows nothing in the morning.
    /// </summary>
    [Range(1, 72)]
    public int StayHours { get; set; } = 12;

    /// <summary>Days that an invitation can be opened unless the chair says otherwise, 1 to 90: from when it is sent until the meeting.</summary>
    [Range(1, 90)]
    public int InvitationDays { get; set; } = 14;

    /// <summary>Minutes that a code which is read out leads anywhere, 5 to 120: the length of a call.</summary>
    [Range(5, 120)]
    public int CodeMinutes { get; set; } = 30;

    /// <summary>Minutes that a link to one more device works, 1 to 60.</summary>
    [Range(1, 60)]
    public int DeviceLinkMinutes { get; set; } = 10;

    /// <summary>
    /// How often, in a minute, one address may open or send a page at the doors, 10 to 1,000,000. A whole conference may sit
    /// behind one address.
    /// </summary>
    [Range(10, 1_000_000)]
    public int DoorsPerMinute { get; set; } = 240;

    /// <summary>
    /// How many people may ask to come to one meeting from one address at once, 5 to 1,000,000; 60 by default. A tenth as many
    /// come back in a minute. Whoever has a link for them alone is not counted.
    /// </summary>
    [Range(5, 1_000_000)]
    public int AsksPerAddress { get; set; } = 60;

    /// <summary>
    /// How many openings of a map by one person have a line each in the access log in an hour, 1 to 1,000; 12 by default.
    /// Those that come faster have none of their own: somebody who loads a page again and again writes no log full.
    /// </summary>
    [Range(1, 1_000)]
    public int OpenedLinesPerHour { get; set; } = 12;

    /// <summary>
    /// Whether people may join over plain HTTP from another machine, for a trial in a local network. Off, a browser
    /// keeps its cookie for HTTPS only, except on the machine itself and in development.
    /// </summary>
    public bool AllowPlainHttp { get; set; }
}

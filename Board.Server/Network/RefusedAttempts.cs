namespace MappingBoard.Server.Network;

/// <summary>What is refused before anybody knows whose it is.</summary>
public enum RefusedAttempt
{
    /// <summary>Another website opened a live connection.</summary>
    OtherWebsite,

    /// <summary>An address has as many connections open as it may.</summary>
    TooManyConnections,

    /// <summary>An address asked for pages at the doors more often than it may.</summary>
    TooManyPages,

    /// <summary>A participant's cookie was forged, copied to another board's name, or is older than the server's keys.</summary>
    SpoiltCookie,

    /// <summary>A form came without its token.</summary>
    FormWithoutToken,
}

/// <summary>
/// Says in the server's log what it refused and how often (ASVS 16.3), and never whose it was. A kind has one line a minute,
/// with the number since the one before: whoever tries a thousand times does not fill the log. Thread-safe.
/// </summary>
public sealed partial class RefusedAttempts(TimeProvider time, ILogger<RefusedAttempts> logger)
{
    /// <summary>Between two lines about the same kind.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<RefusedAttempt, (int Count, long? SaidAt)> _tallies = [];

    /// <summary>One more.</summary>
    public void Note(RefusedAttempt what)
    {
        int said;
        lock (_gate)
        {
            var (count, saidAt) = _tallies.GetValueOrDefault(what);
            var isQuiet = saidAt is { } then && time.GetElapsedTime(then) < Quiet;
            _tallies[what] = isQuiet ? (count + 1, saidAt) : (0, time.GetTimestamp());
            said = isQuiet ? 0 : count + 1;
        }

        if (said > 0) LogRefused(what, said);
    }

    [LoggerMessage(1204, LogLevel.Warning, "Refused {What}, {Count} since the line before")]
    private partial void LogRefused(RefusedAttempt what, int count);
}

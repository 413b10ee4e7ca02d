namespace MappingBoard.Server.Access;

/// <summary>What the doors say in the server's own log; see <see cref="Rooms.RoomLog"/> for what is never in it.</summary>
internal static partial class AccessTrace
{
    [LoggerMessage(1201, LogLevel.Error, "The access log of board {Board} lacks a line: the store has not taken it for too long")]
    public static partial void LineLost(ILogger logger, string board);

    [LoggerMessage(1202, LogLevel.Warning, "Who waits at board {Board} could not be shown, because the store does not answer; it is tried again")]
    public static partial void NotShown(ILogger logger, string board);

    [LoggerMessage(1204, LogLevel.Warning, "Refused {What}, {Count} since the line before")]
    public static partial void Refused(ILogger logger, RefusedAttempt what, int count);
}

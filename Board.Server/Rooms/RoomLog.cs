using MappingBoard.Server.Telemetry;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// What rooms say in the log. Boards by <see cref="BoardTag"/>; never a person, a text, a replica or a token: of a fault its
/// kind and where it was, and not its message, which may quote them.
/// </summary>
internal static partial class RoomLog
{
    [LoggerMessage(1001, LogLevel.Information, "Room {Board} opened at commit {Number}, change {Sequence}, {Tail} changes after its snapshot")]
    public static partial void Opened(ILogger logger, string board, long number, long sequence, long tail);

    [LoggerMessage(1002, LogLevel.Information, "Room {Board} closed at commit {Number}")]
    public static partial void Closed(ILogger logger, string board, long number);

    [LoggerMessage(1003, LogLevel.Critical, "Room {Board} broke at commit {Number} and is closed; its pages come back to a new one ({Kind}). {Trace}")]
    public static partial void Broke(ILogger logger, string board, long number, string kind, string? trace);

    [LoggerMessage(1004, LogLevel.Error, "Room {Board}: a batch broke instead of being refused; all of it was refused ({Kind}). {Trace}")]
    public static partial void BatchBroke(ILogger logger, string board, string kind, string? trace);

    [LoggerMessage(1005, LogLevel.Warning, "Room {Board}: the store does not answer; nothing is acknowledged until it does")]
    public static partial void StoreAway(ILogger logger, string board);

    [LoggerMessage(1006, LogLevel.Warning, "Room {Board}: the store has not answered {Attempts} times")]
    public static partial void StoreStillAway(ILogger logger, string board, int attempts);

    [LoggerMessage(1007, LogLevel.Information, "Room {Board}: another server was first at commit {Number}; what waits is taken again")]
    public static partial void Overtaken(ILogger logger, string board, long number);

    [LoggerMessage(1009, LogLevel.Warning, "Board {Board}: its snapshot does not fit its log and is passed over ({Kind})")]
    public static partial void SnapshotPassedOver(ILogger logger, string board, string kind);

    [LoggerMessage(1010, LogLevel.Critical, "Board {Board} cannot be opened: its log is not whole ({Kind}). {Where}")]
    public static partial void LogNotWhole(ILogger logger, string board, string kind, string where);

    [LoggerMessage(1014, LogLevel.Error, "Board {Board} cannot be opened by this version: a newer version of the server wrote to it. Its log is whole. {Where}")]
    public static partial void LogIsNewer(ILogger logger, string board, string where);

    [LoggerMessage(1011, LogLevel.Warning, "Room {Board} could not finish in time, at commit {Number}; what it still held was not acknowledged")]
    public static partial void GaveUp(ILogger logger, string board, long number);

    [LoggerMessage(1013, LogLevel.Information, "Room {Board} is closed at commit {Number}: its board was destroyed")]
    public static partial void Destroyed(ILogger logger, string board, long number);

    [LoggerMessage(1012, LogLevel.Error, "The session of a page on a circuit ended by a fault ({Kind}); the next begins. {Trace}")]
    public static partial void SessionFailed(ILogger logger, string kind, string? trace);
}

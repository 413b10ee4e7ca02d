namespace MappingBoard.Server.Transports.SignalR;

/// <summary>What the hub says in the log; see <see cref="Rooms.RoomLog"/> for what is never in it.</summary>
internal static partial class HubLog
{
    [LoggerMessage(1101, LogLevel.Warning, "Board {Board} could not be opened for a page, because the store does not answer; the page comes back by itself")]
    public static partial void NotOpened(ILogger logger, string board);

    [LoggerMessage(1102, LogLevel.Error, "A message could not be sent ({Kind}); its connection is ended and its page resumes")]
    public static partial void SendingBroke(ILogger logger, string kind);

    [LoggerMessage(1103, LogLevel.Error, "Board {Board} could not be opened for a page ({Kind}); the page comes back by itself")]
    public static partial void EnteringBroke(ILogger logger, string board, string kind);
}

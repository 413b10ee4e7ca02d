using StackExchange.Redis;

namespace MappingBoard.Server.Bus;

/// <summary>What the bus says in the log: never what goes over it, and no address.</summary>
internal static partial class BusLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Redis is not there. This server serves its own people and looks into the logs of open boards every second")]
    public static partial void NotThere(ILogger logger);

    [LoggerMessage(3002, LogLevel.Warning, "The connection to Redis is lost ({Kind}); open boards look into their logs until it is back")]
    public static partial void Away(ILogger logger, ConnectionFailureType kind);

    [LoggerMessage(3003, LogLevel.Information, "Redis is back")]
    public static partial void Back(ILogger logger);

    [LoggerMessage(3004, LogLevel.Warning, "A board's channel could not be subscribed to yet ({Kind})")]
    public static partial void NotSubscribed(ILogger logger, string kind);
}

using System.Globalization;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>How times stand in the file: UTC, ISO 8601 to the tick, in the order of time when sorted as text.</summary>
internal static class SqliteTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string written) =>
        DateTimeOffset.ParseExact(written, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

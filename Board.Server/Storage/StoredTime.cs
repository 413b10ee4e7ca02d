using System.Globalization;

namespace MappingBoard.Server.Storage;

/// <summary>How times are kept as text: UTC, ISO 8601 to the tick, in the order of time when sorted as text.</summary>
internal static class StoredTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Whether a text is a time in this form.</summary>
    public static bool IsWritten(string text) =>
        DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    public static DateTimeOffset Read(string written) =>
        DateTimeOffset.ParseExact(written, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

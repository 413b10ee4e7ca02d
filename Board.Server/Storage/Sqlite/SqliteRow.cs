using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>Values as they stand in the file and as the server has them: null for what is not there, enumerations by their names.</summary>
internal static class SqliteRow
{
    public static object OrNull(string? text) => text ?? (object)DBNull.Value;

    public static object OrNull(int? number) => number ?? (object)DBNull.Value;

    public static object OrNull(DateTimeOffset? time) => time is { } t ? StoredTime.Write(t) : DBNull.Value;

    public static object OrNull<T>(T? value)
        where T : struct, Enum => value is { } v ? v.ToString() : DBNull.Value;

    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? Number(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static DateTimeOffset Time(this SqliteDataReader row, int column) => StoredTime.Read(row.GetString(column));

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static CircleSet Circles(this SqliteDataReader row, int column) => AudienceLift.SetOf(row.GetString(column));

    public static T OneOf<T>(this SqliteDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));
}

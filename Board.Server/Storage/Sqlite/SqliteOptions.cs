using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>The embedded store's settings, section <c>Storage</c>.</summary>
public sealed class SqliteOptions
{
    public const string Section = "Storage";

    /// <summary>The folder of the database file, <c>board.db</c>. It is made when it is not there.</summary>
    [Required]
    public string Path { get; set; } = "data";

    /// <summary>
    /// How many seconds, 1 to 60, a write waits for another program that holds the file before the store counts as
    /// unavailable.
    /// </summary>
    [Range(1, 60)]
    public int BusySeconds { get; set; } = 5;
}

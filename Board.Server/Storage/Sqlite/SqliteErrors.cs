using MappingBoard.Server.Ports;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>Which of SQLite's errors pass by themselves (B4), and which say that something is broken.</summary>
internal static class SqliteErrors
{
    private const int ReadOnly = 8;
    private const int NoMemory = 7;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int LockProtocol = 15;

    /// <summary>
    /// Whether the same call may succeed later: the file is held by another program, the disk is full, unreachable or
    /// failing. After these SQLite may have ended the transaction by itself.
    /// </summary>
    public static bool IsTransient(SqliteException e) => e.SqliteErrorCode
        is Busy or Locked or NoMemory or ReadOnly or InputOutput or Full or CannotOpen or LockProtocol;

    /// <summary>Whether the file itself is damaged where it was read.</summary>
    public static bool IsDamage(SqliteException e) => e.SqliteErrorCode == Corrupt;

    /// <summary>Whether this is about what stands in a row, and not about the file as a whole: damaged where it was read, or not of the form that belongs there.</summary>
    public static bool IsOfTheRow(Exception e) =>
        e is SqliteException sqlite ? IsDamage(sqlite) : e is InvalidCastException or FormatException or OverflowException or InvalidOperationException;

    public static StoreUnavailableException Unavailable(SqliteException e) => new("The database file did not answer.", e);
}

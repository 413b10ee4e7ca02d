using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.Server.Transfer;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Commands;

/// <summary>
/// Copies the embedded store while servers write to it. By <c>VACUUM INTO</c>: it reads one view of the file, as any
/// reader beside the writer, so it holds nobody up and never begins again; and it carries over what is in the tables
/// alone, while a copy page by page would keep names that were destroyed and still stand in freed pages.
/// </summary>
internal static class SqliteBackup
{
    /// <summary>Everything that was acknowledged before the call is in the copy.</summary>
    /// <param name="options">Names the folder of the store.</param>
    /// <param name="path">The file to make.</param>
    /// <exception cref="RefusedException">There is no store, or the file cannot be made, or the copy is not sound.</exception>
    public static void Write(SqliteOptions options, string path)
    {
        var source = RequireStore(options);
        using var file = NewFile.Make(path);
        try
        {
            Copy(source, file.Part);
            if (!IsSound(file.Part)) throw new RefusedException("The copy is not sound, so it was not kept: the database file is damaged.");
        }
        catch (SqliteException e) when (!SqliteErrors.IsTransient(e))
        {
            throw new RefusedException("The database file is damaged, or is none: it could not be copied.", e);
        }

        file.Keep();
    }

    private static void Copy(string source, string into)
    {
        using var connection = Open(source, SqliteOpenMode.ReadWrite);
        using var copy = connection.CreateCommand();
        copy.CommandTimeout = 0;
        copy.CommandText = "VACUUM INTO $path";
        copy.Parameters.AddWithValue("$path", into);
        copy.ExecuteNonQuery();
    }

    private static bool IsSound(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadOnly);
        using var check = connection.CreateCommand();
        check.CommandTimeout = 0;
        check.CommandText = "PRAGMA integrity_check(1)";
        return check.ExecuteScalar() is "ok";
    }

    /// <summary>The path of the store's file. A folder that is misspelt shall not become a new, empty store.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static string RequireStore(SqliteOptions options)
    {
        var path = Path.Combine(Path.GetFullPath(options.Path), SqliteDatabase.FileName);
        return File.Exists(path) ? path : throw new RefusedException($"There is no {SqliteDatabase.FileName} in the folder of Storage:Path.");
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}

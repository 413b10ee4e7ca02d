using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>The one connection that writes. Keeps its statements prepared. Used by one thread.</summary>
internal sealed class WriteConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    private WriteConnection(SqliteConnection connection) => _connection = connection;

    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public static WriteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes every COMMIT durable before it returns (O2), and lets others read while this connection writes.</summary>
    /// <exception cref="InvalidOperationException">The file system cannot do that.</exception>
    public void MakeDurable()
    {
        // The size to which the log shrinks after a burst, in bytes.
        Run("PRAGMA journal_size_limit = 16777216");
        Run("PRAGMA synchronous = FULL");
        // What is deleted is overwritten in the file: names whose time is over, older snapshots, destroyed boards (K3).
        Run("PRAGMA secure_delete = ON");
        if (Scalar("PRAGMA journal_mode = WAL") is not "wal" || Scalar("PRAGMA synchronous") is not 2L)
            throw new InvalidOperationException("The place of the database file does not allow a write-ahead log.");
    }

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    /// <param name="sql">A constant; prepared once.</param>
    /// <param name="values">Its parameters, always the same ones for one statement.</param>
    public int Run(string sql, params ReadOnlySpan<(string Name, object Value)> values) => Prepared(sql, values).ExecuteNonQuery();

    /// <summary>Runs a statement and returns the first column of its first row, or null when it has none.</summary>
    /// <inheritdoc cref="Run"/>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object Value)> values) => Prepared(sql, values).ExecuteScalar();

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepared(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this folder; what comes from outside is a parameter.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, _) in values) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands.Add(sql, command);
        }

        foreach (var (name, value) in values) command.Parameters[name].Value = value;
        return command;
    }
}

using System.Diagnostics.Metrics;
using MappingBoard.Server.Ports;
using Microsoft.Data.Sqlite;
using Polly;
using Polly.Retry;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>
/// The database file: one writer for everything in it, and any number of readers beside it, who see what is committed.
/// Several servers may have the same file open. Thread-safe.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    public const string FileName = "board.db";

    /// <summary>SQLite waits for readers and writers by itself, but not for somebody else who is emptying the log.</summary>
    private static readonly ResiliencePipeline Emptying = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StoreUnavailableException>(),
            MaxRetryAttempts = 6,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(50),
        })
        .Build();

    private readonly string _readers;
    private readonly GroupWriter _writer;
    private volatile bool _closed;

    /// <summary>Opens the file, makes it and its folder when they are not there, and brings its tables up to date.</summary>
    /// <param name="options">The folder, and how long to wait for others.</param>
    /// <param name="meters">For the meter <c>MappingBoard.Storage</c>.</param>
    /// <param name="logger">Told of failures, without any content.</param>
    /// <exception cref="InvalidOperationException">The file is not ours, is damaged, or from a newer version.</exception>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public SqliteDatabase(SqliteOptions options, IMeterFactory meters, ILogger<SqliteDatabase> logger)
    {
        var folder = PrivateFolder.At(options.Path).FullName;
        var path = Path.Combine(folder, FileName);
        MakePrivate(path);
        var connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = options.BusySeconds, Pooling = false };
        var writer = connection.ToString();
        connection.Pooling = true;
        connection.Mode = SqliteOpenMode.ReadWrite;
        _readers = connection.ToString();

        var file = WriteConnection.Open(writer);
        try
        {
            SqliteSchema.BringUpToDate(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _writer = new(file, () => Reopened(writer), new(meters), logger);
    }

    /// <inheritdoc cref="GroupWriter.Write"/>
    internal Task<T> Write<T>(Func<WriteConnection, T> work, CancellationToken cancel) => _writer.Write(work, cancel);

    /// <summary>Reads what is committed, off the caller's thread.</summary>
    /// <exception cref="StoreUnavailableException">The file did not answer.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal async Task<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            return await Task.Run(() =>
            {
                using var connection = new SqliteConnection(_readers);
                connection.Open();
                return read(connection);
            }, cancel);
        }
        catch (SqliteException e) when (SqliteErrors.IsTransient(e))
        {
            throw SqliteErrors.Unavailable(e);
        }
    }

    /// <summary>
    /// Carries the write-ahead log over into the file and empties it, so that what was overwritten there does not still
    /// stand in the log.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Somebody read or wrote for longer than is waited for others; the log is not empty.</exception>
    internal async Task EmptyLog(CancellationToken cancel) => await Emptying.ExecuteAsync(
        async inTime => await Read(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                return command.ExecuteScalar() is 0L ? true : throw new StoreUnavailableException("The write-ahead log could not be emptied: the file is in use.");
            },
            inTime),
        cancel);

    /// <summary>Makes durable what has been handed over, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        using (var pool = new SqliteConnection(_readers)) SqliteConnection.ClearPool(pool);
        await _writer.DisposeAsync();
    }

    /// <summary>A new file is for the server's own account alone; SQLite gives what it puts beside it the same mode.</summary>
    private static void MakePrivate(string path)
    {
        // Never open a file that is there: closing it again would drop the locks that this process has on it.
        if (OperatingSystem.IsWindows() || File.Exists(path)) return;
        var mine = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            new FileStream(path, mine).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another server has just made it, in the same way.
        }
    }

    private static WriteConnection Reopened(string connectionString)
    {
        var file = WriteConnection.Open(connectionString);
        try
        {
            file.MakeDurable();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}

using System.Diagnostics;
using System.Threading.Channels;
using MappingBoard.Server.Ports;
using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>
/// The one writer of the database file. It takes all writes that have gathered while it wrote the ones before, and
/// makes them durable in one transaction, in the order of arrival: one flush of the disk for everybody who waits (O2).
/// Thread-safe.
/// </summary>
internal sealed partial class GroupWriter : IAsyncDisposable
{
    /// <summary>The most writes that one transaction takes.</summary>
    private const int MostInAGroup = 512;

    /// <summary>How many writes wait here; more wait at their callers.</summary>
    private const int MostWaiting = 4096;

    private readonly Channel<GroupedWrite> _waiting = Channel.CreateBounded<GroupedWrite>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<WriteConnection> _open;
    private readonly StoreMetrics _metrics;
    private readonly ILogger _logger;
    private WriteConnection? _file;

    /// <param name="file">The connection to begin with.</param>
    /// <param name="open">Opens another one after a failure.</param>
    /// <param name="metrics">Counts groups.</param>
    /// <param name="logger">Told of failures, without any content.</param>
    public GroupWriter(WriteConnection file, Func<WriteConnection> open, StoreMetrics metrics, ILogger logger)
    {
        _file = file;
        _open = open;
        _metrics = metrics;
        _logger = logger;
        // Its own thread, since SQLite blocks it while the disk works: the pool stays free for the rooms.
        new Thread(WriteGroups) { IsBackground = true, Name = "SQLite writer" }.Start();
    }

    /// <summary>Does the work in the next transaction.</summary>
    /// <param name="work">Runs on the writer's thread. An exception undoes this work alone and is thrown to this caller alone.</param>
    /// <param name="cancel">Takes the work back until its transaction begins; no effect from then on.</param>
    /// <exception cref="StoreUnavailableException">The file did not answer; the outcome is unknown.</exception>
    /// <exception cref="OperationCanceledException">Taken back: nothing was written.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public async Task<T> Write<T>(Func<WriteConnection, T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var write = new GroupedWrite<T>(work, cancel);
        try
        {
            await _waiting.Writer.WriteAsync(write, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(GroupWriter), "The store is closed.");
        }

        return await write.Answered;
    }

    /// <summary>Writes what has been handed over, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task;
    }

    private void WriteGroups()
    {
        var group = new List<GroupedWrite>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < MostInAGroup && _waiting.Reader.TryRead(out var write))
            {
                if (write.TryTake()) group.Add(write);
            }

            if (group.Count > 0) WriteGroup(group);
            group.Clear();
        }

        _file?.Dispose();
        _ended.SetResult();
    }

    private void WriteGroup(List<GroupedWrite> group)
    {
        var began = Stopwatch.GetTimestamp();
        var isCommitting = false;
        try
        {
            _file ??= _open();
            _file.Run("BEGIN IMMEDIATE");
            foreach (var write in group) write.DoIn(_file);
            isCommitting = true;
            _file.Run("COMMIT");
        }
        catch (Exception e) when (!isCommitting && group.Count > 1 && !(e is SqliteException sqlite && SqliteErrors.IsTransient(sqlite)))
        {
            // One of them met something that ended the transaction of all, such as a damaged page. Nothing was written; each
            // by itself, it ends nobody's but its own (G3).
            LeaveFile();
            foreach (var write in group) WriteGroup([write]);
            return;
        }
        catch (Exception e)
        {
            GiveUp(group, e);
            return;
        }

        _metrics.Wrote(group.Count, Stopwatch.GetElapsedTime(began));
        foreach (var write in group) write.Answer();
    }

    /// <summary>
    /// Ends a group whose outcome is unknown. The connection goes too: after a failed flush what it believes about the
    /// file may no longer be so. A new one reads what is really there.
    /// </summary>
    private void GiveUp(List<GroupedWrite> group, Exception e)
    {
        LeaveFile();
        _metrics.Failed(group.Count);
        var sqlite = e as SqliteException;
        LogFailure(_logger, group.Count, sqlite?.SqliteExtendedErrorCode, e.GetType().Name);
        foreach (var write in group) write.Fail(sqlite is not null && SqliteErrors.IsTransient(sqlite) ? SqliteErrors.Unavailable(sqlite) : e);
    }

    private void LeaveFile()
    {
        _file?.Dispose();
        _file = null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database file did not take a group of {Count} writes: SQLite error {Code} ({Kind}).")]
    private static partial void LogFailure(ILogger logger, int count, int? code, string kind);
}

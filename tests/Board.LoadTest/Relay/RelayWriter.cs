using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace MappingBoard.LoadTest.Relay;

/// <summary>
/// Writes messages to a SQLite file in the way of the product's store: one writer on a thread of its own, write-ahead
/// log, a flush of the disk for every transaction, and all that has gathered meanwhile in one transaction. Thread-safe.
/// </summary>
internal sealed class RelayWriter : IDisposable
{
    private readonly Channel<Pending> _waiting = Channel.CreateUnbounded<Pending>(new() { SingleReader = true });
    private readonly Thread _thread;
    private readonly SqliteConnection _file;

    public RelayWriter(string path)
    {
        _file = new($"Data Source={path};Pooling=False");
        _file.Open();
        foreach (var sql in (string[])["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE messages (number INTEGER PRIMARY KEY, board TEXT, payload BLOB)"])
        {
            using var command = _file.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        _thread = new(WriteAll) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>Ends when the message is durable.</summary>
    public Task Write(string board, byte[] payload)
    {
        var waiting = new Pending(board, payload, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_waiting.Writer.TryWrite(waiting)) waiting.Done.SetCanceled();
        return waiting.Done.Task;
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _thread.Join();
        _file.Dispose();
    }

    private void WriteAll()
    {
        using var insert = _file.CreateCommand();
        insert.CommandText = "INSERT INTO messages (board, payload) VALUES ($board, $payload)";
        var board = insert.Parameters.Add("$board", SqliteType.Text);
        var payload = insert.Parameters.Add("$payload", SqliteType.Blob);
        var group = new List<Pending>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_waiting.Reader.TryRead(out var next)) group.Add(next);
            using (var transaction = _file.BeginTransaction())
            {
                insert.Transaction = transaction;
                foreach (var waiting in group)
                {
                    (board.Value, payload.Value) = (waiting.Board, waiting.Payload);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            foreach (var waiting in group) waiting.Done.SetResult();
            group.Clear();
        }
    }

    private sealed record Pending(string Board, byte[] Payload, TaskCompletionSource Done);
}

using MappingBoard.Server.Ports;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>One writer for everybody: what gathers is one transaction, and each caller's outcome is their own.</summary>
public sealed class GroupWriterTests : IAsyncLifetime
{
    private const int DiskFull = 13;
    private const int Constraint = 19;

    private readonly TempFolder _folder = new();
    private readonly ManualResetEventSlim _held = new();
    private readonly ManualResetEventSlim _letGo = new();
    private readonly ManualResetEventSlim _heldAgain = new();
    private readonly ManualResetEventSlim _letGoAgain = new();
    private SqliteServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _server = new(_folder["data"]);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _letGo.Set();
        _letGoAgain.Set();
        await _server.DisposeAsync();
        _folder.Dispose();
        foreach (var gate in new[] { _held, _letGo, _heldAgain, _letGoAgain }) gate.Dispose();
    }

    [Fact]
    public async Task O2_what_gathers_while_the_disk_works_is_one_transaction()
    {
        var first = HoldTheWriter();
        var others = Enumerable.Range(0, 200).Select(i => Append(i)).ToList();
        Assert.All(others, append => Assert.False(append.IsCompleted));
        _letGo.Set();

        Assert.All(await Task.WhenAll([first, .. others]), Assert.True);
        Assert.Equal([1, 200], _server.Groups);
    }

    [Fact]
    public async Task O2_nobody_is_answered_and_nothing_is_seen_before_the_group_is_committed()
    {
        var first = HoldTheWriter();
        var append = Append(0);
        var last = _server.Database.Write(_ => Hold(_heldAgain, _letGoAgain), Cancel);
        _letGo.Set();
        _heldAgain.Wait(Cancel);

        // The append's work is done, but its group is not committed.
        Assert.True(await first);
        Assert.False(append.IsCompleted);
        Assert.Equal(0, await _server.Database.Read(Count, Cancel));
        _letGoAgain.Set();
        Assert.All(await Task.WhenAll(append, last), Assert.True);
        Assert.Equal(1, await _server.Database.Read(Count, Cancel));
    }

    [Fact]
    public async Task G3_a_write_that_ends_the_transaction_of_its_group_ends_no_other()
    {
        var held = HoldTheWriter();
        var before = Append(0);
        var ending = _server.Database.Write(file => file.Run("ROLLBACK"), Cancel);
        var after = Append(1);
        _letGo.Set();

        Assert.True(await held);
        Assert.True(await before);
        Assert.True(await after);
        await Assert.ThrowsAsync<SqliteException>(() => ending);
        Assert.True(await Append(2));
        Assert.Equal(3, await _server.Database.Read(Count, Cancel));
    }

    [Fact]
    public async Task O1_a_taken_number_and_a_gap_in_a_group_fail_nobody_else()
    {
        var log = SampleLog.Of(SampleLog.Id(0), 3);
        var held = HoldTheWriter();
        var ours = _server.Boards.TryAppend(log[0], Cancel);
        var taken = _server.Boards.TryAppend(log[0], Cancel);
        var gap = _server.Boards.TryAppend(log[2], Cancel);
        var next = _server.Boards.TryAppend(log[1], Cancel);
        var other = Append(1);
        _letGo.Set();

        Assert.True(await held);
        Assert.True(await ours);
        Assert.False(await taken);
        await Assert.ThrowsAsync<ArgumentException>(() => gap);
        Assert.True(await next);
        Assert.True(await other);
        Assert.Equal([1, 5], _server.Groups);
    }

    [Fact]
    public async Task What_breaks_within_one_write_is_undone_and_fails_nobody_else()
    {
        var held = HoldTheWriter();
        var before = Append(0);
        var broken = _server.Database.Write<bool>(file =>
        {
            file.Run("DELETE FROM commits");
            throw new SqliteException("broken", Constraint);
        }, Cancel);
        var after = Append(1);
        _letGo.Set();

        Assert.All(await Task.WhenAll(held, before, after), Assert.True);
        await Assert.ThrowsAsync<SqliteException>(() => broken);
        Assert.Equal(2, await _server.Database.Read(Count, Cancel));
    }

    [Fact]
    public async Task B4_when_the_disk_fails_everybody_in_the_group_is_told_and_the_next_group_is_written()
    {
        var held = HoldTheWriter();
        var before = Append(0);
        var full = _server.Database.Write<bool>(_ => throw new SqliteException("full", DiskFull), Cancel);
        var after = Append(1);
        _letGo.Set();
        Assert.True(await held);
        foreach (var append in new[] { before, full, after }) await Assert.ThrowsAsync<StoreUnavailableException>(() => append);
        Assert.Equal(0, await _server.Database.Read(Count, Cancel));

        Assert.True(await Append(0));
        Assert.True(await Append(1));
        Assert.Equal(2, await _server.Database.Read(Count, Cancel));
    }

    /// <summary>After a failure there is a new connection: it has to flush as the first one did (O2).</summary>
    [Fact]
    public async Task O2_every_commit_is_flushed_to_the_disk_after_a_failure_too()
    {
        Assert.Equal(("wal", 2L), await Durability());
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            _server.Database.Write<bool>(_ => throw new SqliteException("full", DiskFull), Cancel));
        Assert.Equal(("wal", 2L), await Durability());

        Task<(string, long)> Durability() => _server.Database.Write(
            file => ((string)file.Scalar("PRAGMA journal_mode")!, (long)file.Scalar("PRAGMA synchronous")!), Cancel);
    }

    [Fact]
    public async Task Who_takes_a_write_back_in_time_is_told_at_once_and_nothing_is_written()
    {
        using var impatient = new CancellationTokenSource();
        var held = HoldTheWriter();
        var back = _server.Boards.TryAppend(SampleLog.After(SampleLog.Id(0), null), impatient.Token);
        var other = Append(1);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => back);
        Assert.False(other.IsCompleted);
        _letGo.Set();

        Assert.All(await Task.WhenAll(held, other), Assert.True);
        Assert.Equal([1, 1], _server.Groups);
        Assert.True(await Append(0));
    }

    [Fact]
    public async Task Who_takes_a_write_back_too_late_gets_its_outcome()
    {
        using var impatient = new CancellationTokenSource();
        var held = HoldTheWriterFor(impatient.Token);
        await impatient.CancelAsync();
        Assert.False(held.IsCompleted);
        _letGo.Set();
        Assert.True(await held);
    }

    [Fact]
    public async Task Closing_writes_everything_that_was_handed_over()
    {
        var held = HoldTheWriter();
        var others = Enumerable.Range(0, 50).Select(i => Append(i)).ToList();
        var closing = _server.DisposeAsync();
        _letGo.Set();
        await closing;

        Assert.All(await Task.WhenAll([held, .. others]), Assert.True);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Append(99));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _server.Database.Read(Count, Cancel));
        Assert.False(File.Exists(_folder["data/board.db-wal"]), "The log was not folded into the file.");

        _server = new(_folder["data"]);
        Assert.Equal(50, await _server.Database.Read(Count, Cancel));
    }

    [Fact]
    public async Task B4_while_another_program_holds_the_file_the_store_is_unavailable_and_then_it_is_back()
    {
        await _server.DisposeAsync();
        _server = new(_folder["data"], busySeconds: 1);
        using var other = new SqliteConnection($"Data Source={_folder["data/board.db"]};Pooling=False");
        other.Open();
        Run("BEGIN IMMEDIATE");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Append(0));
        Assert.Empty(await _server.Boards.ReadCommits(SampleLog.Id(0), 0, Cancel));

        Run("ROLLBACK");
        Assert.True(await Append(0));

        void Run(string sql)
        {
            using var command = other.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private Task<bool> Append(int board) => _server.Boards.TryAppend(SampleLog.After(SampleLog.Id(board), null), Cancel);

    /// <summary>A write that has begun and does not end before <see cref="_letGo"/>; from now on, others gather.</summary>
    private Task<bool> HoldTheWriter() => HoldTheWriterFor(Cancel);

    private Task<bool> HoldTheWriterFor(CancellationToken caller)
    {
        var held = _server.Database.Write(_ => Hold(_held, _letGo), caller);
        _held.Wait(Cancel);
        return held;
    }

    private static bool Hold(ManualResetEventSlim held, ManualResetEventSlim letGo)
    {
        held.Set();
        letGo.Wait();
        return true;
    }

    private static long Count(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM commits";
        return (long)command.ExecuteScalar()!;
    }
}

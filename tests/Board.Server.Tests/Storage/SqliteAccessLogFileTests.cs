using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>In the embedded store, the file itself keeps the access log append-only, and each line with the thing that it speaks of.</summary>
public sealed class SqliteAccessLogFileTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private static readonly string Board = SeededIds.Named("board");

    private readonly TempFolder _folder = new();
    private SqliteServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _server = new(_folder["data"]);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("UPDATE access_log SET by = NULL")]
    [InlineData("UPDATE access_log SET number = number + 100")]
    [InlineData("DELETE FROM access_log")]
    [InlineData("DELETE FROM access_log WHERE number = 1")]
    public async Task A10_the_file_itself_refuses_to_change_a_line_or_to_take_one_away(string sql)
    {
        var entry = new AccessEntry(Board, Noon, AccessKind.LetIn, "a", "b");
        await _server.AccessLog.Append(entry, Cancel);
        await using (var connection = new SqliteConnection($"Data Source={_folder["data/" + SqliteDatabase.FileName]};Pooling=False"))
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this file.
            command.CommandText = sql;
#pragma warning restore CA2100
            var refusal = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync(Cancel));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(entry, Assert.Single(await _server.AccessLog.Read(Board, null, 10, Cancel)).Entry);
    }

    [Fact]
    public async Task A10_no_statement_of_the_program_changes_or_takes_away_a_line_either()
    {
        await _server.AccessLog.Append(new(Board, Noon, AccessKind.LetIn), Cancel);
        await Assert.ThrowsAsync<SqliteException>(() => _server.Database.Write(file => file.Run("DELETE FROM access_log"), Cancel));
        await Assert.ThrowsAsync<SqliteException>(() => _server.Database.Write(file => file.Run("UPDATE access_log SET by = NULL"), Cancel));
        Assert.Single(await _server.AccessLog.Read(Board, null, 10, Cancel));
    }

    [Fact]
    public async Task A10_a_thing_whose_line_cannot_be_written_does_not_happen()
    {
        var (commit, _) = Commit(Ledger.Empty(Board), SeededIds.Named("chair"), [SampleBoards.Start, new JoinBoard("Ruth", "chair", Role.Chair)]);
        await _server.Database.Write(file => file.Run("CREATE TRIGGER full BEFORE INSERT ON access_log BEGIN SELECT RAISE (ABORT, 'full'); END"), Cancel);
        await Assert.ThrowsAsync<SqliteException>(() => _server.Boards.TryAppend(commit, Cancel));
        Assert.Empty(await _server.Boards.ReadCommits(Board, 0, Cancel));
    }

    private static (Commit Commit, Ledger After) Commit(Ledger ledger, string by, Change[] changes)
    {
        var draft = new CommitDraft(ledger, Noon);
        Assert.Null(draft.TakeOwn(by, [.. changes]));
        return draft.Finish();
    }
}

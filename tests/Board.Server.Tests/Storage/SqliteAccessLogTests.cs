using MappingBoard.Server.Access.Log;
using MappingBoard.Server.Storage.Sqlite;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Records;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>The access log is append-only, and each line is written with the thing that it speaks of.</summary>
public sealed class SqliteAccessLogTests : IAsyncLifetime
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

    [Fact]
    public async Task Every_part_of_a_line_comes_back_the_latest_first_and_by_pages()
    {
        var all = new AccessEntry(Board, Noon.AddTicks(7), AccessKind.LetIn, "a", "b", Role.NoteTaker, "c", "d");
        await _server.AccessLog.Append(all, Cancel);
        foreach (var what in Enum.GetValues<AccessKind>()) await _server.AccessLog.Append(new(Board, Noon, what), Cancel);
        await _server.AccessLog.Append(all with { Board = SampleLog.Id(9) }, Cancel);

        var lines = await _server.AccessLog.Read(Board, null, 100, Cancel);
        Assert.Equal(Enum.GetValues<AccessKind>().Reverse(), lines.Take(lines.Count - 1).Select(l => l.Entry.What));
        Assert.Equal(all, lines[^1].Entry);
        Assert.Equal(lines.Skip(2).Take(3), await _server.AccessLog.Read(Board, lines[1].Cursor, 3, Cancel));
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
    public async Task A10_who_came_and_went_is_written_with_the_commit_that_says_so_and_once()
    {
        var (chair, kev) = (SeededIds.Named("chair"), SeededIds.Named("kev"));
        var (first, ledger) = Commit(Ledger.Empty(Board), chair, [SampleBoards.Start, new JoinBoard("Ruth", "chair", Role.Chair)]);
        var (second, after) = Commit(ledger, kev, [new JoinBoard("Kev", "uncle", Role.Family)]);
        var (third, _) = Commit(after, chair, [new AddNote(SeededIds.Named("note"), new(Column.Worries), "words"), new SendOut(kev)]);
        foreach (var commit in new[] { first, second, third, third }) await _server.Boards.TryAppend(commit, Cancel);

        Assert.Equal(
            [
                (AccessKind.SentOut, kev, chair, null),
                (AccessKind.Joined, kev, kev, Role.Family),
                (AccessKind.Joined, chair, chair, Role.Chair),
                (AccessKind.Started, chair, chair, (Role?)null),
            ],
            (await _server.AccessLog.Read(Board, null, 10, Cancel)).Select(l => (l.Entry.What, l.Entry.Participant!, l.Entry.By!, l.Entry.Role)));
    }

    [Fact]
    public async Task A10_a_thing_whose_line_cannot_be_written_does_not_happen()
    {
        var (commit, _) = Commit(Ledger.Empty(Board), SeededIds.Named("chair"), [SampleBoards.Start, new JoinBoard("Ruth", "chair", Role.Chair)]);
        await _server.Database.Write(file => file.Run("CREATE TRIGGER full BEFORE INSERT ON access_log BEGIN SELECT RAISE (ABORT, 'full'); END"), Cancel);
        await Assert.ThrowsAsync<SqliteException>(() => _server.Boards.TryAppend(commit, Cancel));
        Assert.Empty(await _server.Boards.ReadCommits(Board, 0, Cancel));
    }

    [Fact]
    public async Task What_was_done_already_since_a_moment_is_not_said_again()
    {
        var opened = new AccessEntry(Board, Noon, AccessKind.Opened, "a", "a");
        await _server.AccessLog.AppendUnlessSince(Noon.AddHours(-12), opened, Cancel);
        await _server.AccessLog.AppendUnlessSince(Noon.AddHours(-11), opened with { At = Noon.AddHours(1) }, Cancel);
        Assert.Single(await Lines());
        await _server.AccessLog.AppendUnlessSince(Noon.AddHours(1), opened with { At = Noon.AddHours(13) }, Cancel);
        await _server.AccessLog.AppendUnlessSince(Noon, opened with { Participant = "b" }, Cancel);
        await _server.AccessLog.AppendUnlessSince(Noon, opened with { Board = SampleLog.Id(9) }, Cancel);
        Assert.Equal(3, (await Lines()).Count);

        async Task<IReadOnlyList<AccessLine>> Lines() => await _server.AccessLog.Read(Board, null, 10, Cancel);
    }

    private static (Commit Commit, Ledger After) Commit(Ledger ledger, string by, Change[] changes)
    {
        var draft = new CommitDraft(ledger, Noon);
        Assert.Null(draft.TakeOwn(by, [.. changes]));
        return draft.Finish();
    }
}

using MappingBoard.Server.Bus;
using MappingBoard.Server.Commands;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Cosmos;
using MappingBoard.TestSupport.Log;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace MappingBoard.Server.Tests.Transfer;

/// <summary>A board moves between stores by the program's commands.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly TempFolder _files = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Pairs() => new(Home.Kinds.SelectMany(_ => Home.Kinds, (from, to) => (from, to)));

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task O5_a_board_that_moved_has_the_same_log_and_opens(string from, string to)
    {
        await using var old = new Home(from);
        await using var @new = new Home(to);
        var log = await old.Keeps(Home.PracticeLog());
        var (board, file) = (log[0].Board, _files["board.jsonl"]);

        var exported = await old.Does("export", "--board", board, "--to", file);
        Assert.True(exported.Code == BoardCommand.Done, exported.Said);
        var imported = await @new.Does("import", "--from", file);
        Assert.True(imported.Code == BoardCommand.Done, imported.Said);

        Assert.Equal(log.Select(CommitHash.Of), (await @new.Log(board)).Select(CommitHash.Of));
        var store = await @new.Open();
        Assert.Equal(log.Count, (await store.ReadSnapshot(board, Cancel))!.Number);
        Assert.Equal((await Opened(await old.Open(), board)).Json(), (await Opened(store, board)).Json());

        var said = exported.Said + imported.Said;
        Assert.Contains(CommitHash.Of(log[^1]), imported.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(board, said, StringComparison.Ordinal);
        var map = await Opened(store, board);
        Assert.All(map.Participants.Select(p => p.Name).Concat(map.Notes.Values.Select(n => n.Text)), words => Assert.DoesNotContain(words, said, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_board_that_is_there_already_stays_as_it_is_and_one_that_went_on_does_too()
    {
        await using var home = new Home();
        var (log, file) = await Exported(count: 6);
        Assert.Equal(BoardCommand.Done, (await home.Does("import", "--from", file)).Code);
        var again = await home.Does("import", "--from", file);
        Assert.True(again.Code == BoardCommand.Done, again.Said);
        Assert.Contains("here already, the same", again.Said, StringComparison.Ordinal);

        var further = SampleLog.After(log[0].Board, log[^1]);
        Assert.True(await (await home.Open()).TryAppend(further, Cancel));
        var late = await home.Does("import", "--from", file);
        Assert.True(late.Code == BoardCommand.Done, late.Said);
        Assert.Contains("gone on to commit 7", late.Said, StringComparison.Ordinal);
        Assert.Equal(7, (await home.Log(log[0].Board)).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task A_board_that_differs_is_refused_by_its_first_commit_that_does(int at)
    {
        await using var home = new Home();
        var (log, file) = await Exported(count: 6);
        var there = log.Take(at - 1).ToList();
        there.Add(SampleLog.After(log[0].Board, there.LastOrDefault(), "Somebody else's words"));
        await home.Keeps(there);

        var (code, said) = await home.Does("import", "--from", file);
        Assert.Equal(BoardCommand.Refused, code);
        Assert.Contains($"differs from the file from commit {at} on (line {at + 1})", said, StringComparison.Ordinal);
        Assert.Equal(there.Select(CommitHash.Of), (await home.Log(log[0].Board)).Select(CommitHash.Of));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task B4_an_import_that_was_interrupted_goes_on_wherever_it_stopped(string kind)
    {
        var (log, file) = await Exported(count: 5);
        for (var done = 1; done < log.Count; done++)
        {
            await using var home = new Home(kind);
            await home.Keeps([.. log.Take(done)]);
            var (code, said) = await home.Does("import", "--from", file);
            Assert.True(code == BoardCommand.Done, said);
            Assert.Contains($"was here up to commit {done}", said, StringComparison.Ordinal);
            Assert.Equal(log.Select(CommitHash.Of), (await home.Log(log[0].Board)).Select(CommitHash.Of));
        }
    }

    public static TheoryData<string> Kinds() => new(Home.Kinds);

    [Fact]
    public async Task B4_a_store_that_goes_away_in_the_middle_is_told_from_a_bad_file_and_tried_again()
    {
        await using var home = new Home("cosmos");
        var (log, file) = await Exported(count: 5);
        await home.Open();
        home.Account.Script(CosmosFault.Slow(TimeSpan.Zero), CosmosFault.Slow(TimeSpan.Zero), CosmosFault.DroppedBefore);
        var (code, said) = await home.Does("import", "--from", file);
        Assert.True(code == BoardCommand.Away, said);
        Assert.Contains("did not answer", said, StringComparison.Ordinal);
        Assert.Equal(2, (await home.Log(log[0].Board)).Count);

        Assert.Equal(BoardCommand.Done, (await home.Does("import", "--from", file)).Code);
        Assert.Equal(log.Select(CommitHash.Of), (await home.Log(log[0].Board)).Select(CommitHash.Of));
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(BoardStoreReading.MostAtATime + 10, BoardStoreReading.MostAtATime)]
    [InlineData(BoardStoreReading.MostAtATime + 10, BoardStoreReading.MostAtATime + 1)]
    [InlineData(BoardStoreReading.MostAtATime + 10, BoardStoreReading.MostAtATime + 10)]
    [InlineData(BoardStoreReading.MostAtATime + 1, BoardStoreReading.MostAtATime + 1)]
    public async Task A_board_whose_log_is_damaged_is_not_exported(int count, int missing)
    {
        await using var home = new Home();
        var log = await home.Keeps(SampleLog.Of(SampleLog.Id(3), count));
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(home.Folder, "board.db")};Pooling=False"))
        {
            connection.Open();
            await using var damage = connection.CreateCommand();
            damage.CommandText = $"DELETE FROM commits WHERE number = {missing}";
            Assert.Equal(1, await damage.ExecuteNonQueryAsync(Cancel));
        }

        var (code, said) = await home.Does("export", "--board", log[0].Board, "--to", _files["out"]);
        Assert.Equal(BoardCommand.Refused, code);
        Assert.Contains($"Commit {missing} ", said, StringComparison.Ordinal);
        Assert.False(File.Exists(_files["out"]));
        Assert.False(File.Exists(_files["out.part"]));
    }

    /// <summary>A small board's file, of another home that is gone.</summary>
    private async Task<(IReadOnlyList<Commit> Log, string File)> Exported(int count)
    {
        await using var home = new Home();
        var log = await home.Keeps(SampleLog.Of(SampleLog.Id(7), count));
        var (code, said) = await home.Does("export", "--board", log[0].Board, "--to", _files["board.jsonl"]);
        Assert.True(code == BoardCommand.Done, said);
        return (log, _files["board.jsonl"]);
    }

    private static async Task<Shared.Model.Board> Opened(IBoardStore store, string board)
    {
        using var keeper = new SnapshotKeeper(store, Supervised.BySystemTime);
        using var rooms = new RoomDirectory(store, new InProcessBus(), keeper, Options.Create(new RoomOptions()), TimeProvider.System, Supervised.BySystemTime, NullLogger<RoomDirectory>.Instance);
        var read = await rooms.Read(board, Cancel);
        await rooms.StopAsync(Cancel);
        return read!.Value.Board;
    }
}

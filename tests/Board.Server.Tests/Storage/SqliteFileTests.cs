using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What the embedded store makes of files that are damaged, foreign, old or new.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly string Board = SampleLog.Id(7);

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => _folder["data/board.db"];

    public void Dispose() => _folder.Dispose();

    /// <summary>Each does something to commit 3 of 5, or to all from there on.</summary>
    public static TheoryData<string> Damages =>
    [
        "UPDATE commits SET payload = CAST(replace(CAST(payload AS TEXT), 'school', 'shcool') AS BLOB) WHERE number = 3",
        "UPDATE commits SET payload = x'' WHERE number = 3",
        "UPDATE commits SET payload = substr(payload, 1, 100) WHERE number = 3",
        "UPDATE commits SET hash = zeroblob(32) WHERE number = 3",
        "UPDATE commits SET payload = (SELECT payload FROM commits WHERE number = 4), hash = (SELECT hash FROM commits WHERE number = 4) WHERE number = 3",
        "DELETE FROM commits WHERE number = 3",
        "DELETE FROM commits WHERE number >= 3",
        "UPDATE boards SET number = 2",
    ];

    [Theory, MemberData(nameof(Damages))]
    public async Task O5_a_damaged_commit_is_named_and_its_content_is_not(string damage)
    {
        await Damaged(damage);
        await using var server = new SqliteServer(_folder["data"]);
        var damaged = await Assert.ThrowsAsync<DamagedLogException>(() => server.Boards.ReadCommits(Board, 0, Cancel));
        Assert.Equal((Board, 3), (damaged.Board, damaged.Number));
        Assert.StartsWith("Commit 3 of board ", damaged.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Gran", damaged.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Board, damaged.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task G1_a_commit_that_a_newer_version_wrote_is_newer_and_not_damaged()
    {
        await Damaged("UPDATE commits SET format = 1000 WHERE number = 3");
        await using var server = new SqliteServer(_folder["data"]);
        Assert.Equal(2, (await server.Boards.ReadCommits(Board, 0, 2, Cancel)).Count);
        var newer = await Assert.ThrowsAsync<NewerLogException>(() => server.Boards.ReadCommits(Board, 0, Cancel));
        Assert.Equal((Board, 3), (newer.Board, newer.Number));
        Assert.Contains("a newer version of the server", newer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Board, newer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Wherever the damage lies on its page: what comes before it is read, and then it is named.</summary>
    [Theory, MemberData(nameof(Damages))]
    public async Task O5_a_damaged_commit_is_named_when_the_log_is_read_in_pages(string damage)
    {
        await Damaged(damage);
        await using var server = new SqliteServer(_folder["data"]);
        for (var most = 1; most <= 6; most++)
        {
            var read = 0L;
            var damaged = await Assert.ThrowsAsync<DamagedLogException>(async () =>
            {
                while (await server.Boards.ReadCommits(Board, read, most, Cancel) is { Count: > 0 } page) read = page[^1].Number;
            });
            Assert.Equal((2 / most * most, 3), (read, damaged.Number));
        }
    }

    [Fact]
    public async Task O5_damage_to_one_board_is_no_matter_for_another()
    {
        await Damaged("DELETE FROM commits WHERE number = 3");
        await using var server = new SqliteServer(_folder["data"]);
        Assert.True(await server.Boards.TryAppend(SampleLog.After(SampleLog.Id(8), null), Cancel));
        Assert.Single(await server.Boards.ReadCommits(SampleLog.Id(8), 0, Cancel));
    }

    /// <summary>Whatever part of the file breaks: either the log comes back to the letter, or it is said that it does not.</summary>
    [Fact]
    public async Task O5_no_damaged_page_gives_a_wrong_log()
    {
        const int page = 4096;
        await Damaged("PRAGMA user_version");
        var whole = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        var right = SampleLog.Of(Board, 5).Select(CommitHash.Of).ToList();
        var (found, foundAtStart) = (0, 0);
        foreach (var fill in new byte[] { 0x00, 0xFF, 0x0A })
        {
            for (var at = page; at < whole.Length; at += page)
            {
                var damaged = whole.ToArray();
                Array.Fill(damaged, fill, at + 8, page - 8);
                await System.IO.File.WriteAllBytesAsync(File, damaged, Cancel);
                try
                {
                    await using var server = new SqliteServer(_folder["data"]);
                    Assert.Equal(right, (await server.Boards.ReadCommits(Board, 0, Cancel)).Select(CommitHash.Of));
                }
                catch (DamagedLogException)
                {
                    found++;
                }
                catch (InvalidOperationException atStart)
                {
                    Assert.StartsWith("The database file is damaged", atStart.Message, StringComparison.Ordinal);
                    foundAtStart++;
                }
            }
        }

        Assert.NotEqual(0, found);
        Assert.NotEqual(0, foundAtStart);
    }

    [Fact]
    public async Task A_new_file_and_what_is_beside_it_are_for_the_servers_account_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes: the folder's rights apply.");
            return;
        }

        await using var server = new SqliteServer(_folder["data"]);
        Assert.True(await server.Boards.TryAppend(SampleLog.After(Board, null), Cancel));
        var files = Directory.GetFiles(_folder["data"]);
        Assert.Equal(["board.db", "board.db-shm", "board.db-wal"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(_folder["data"]));
    }

    [Fact]
    public async Task A_folder_that_was_open_to_others_is_closed_to_them_with_everything_in_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes: the folder's rights apply.");
            return;
        }

        const UnixFileMode everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(_folder["data"], everybody);
        System.IO.File.SetUnixFileMode(_folder["data"], everybody);
        await using var app = BoardServer.Create(["--urls=http://127.0.0.1:0", $"--Storage:Path={_folder["data"]}"]);
        await app.StartAsync(Cancel);
        await app.StopAsync(Cancel);
        const UnixFileMode others = everybody & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var path in Directory.GetFileSystemEntries(_folder["data"], "*", SearchOption.TopDirectoryOnly).Append(_folder["data"]))
            Assert.Equal(UnixFileMode.None, System.IO.File.GetUnixFileMode(path) & others);
    }

    [Theory]
    [InlineData("UPDATE snapshots SET payload = x'7b7d'")]
    [InlineData("UPDATE snapshots SET hash = zeroblob(32)")]
    [InlineData("UPDATE snapshots SET format = 1")]
    [InlineData("UPDATE snapshots SET format = 1000")]
    [InlineData("UPDATE snapshots SET number = 3")]
    public async Task O3_a_damaged_snapshot_is_as_none(string damage)
    {
        await Damaged(damage);
        await using var server = new SqliteServer(_folder["data"]);
        Assert.Null(await server.Boards.ReadSnapshot(Board, Cancel));
        Assert.Equal(5, (await server.Boards.ReadCommits(Board, 0, Cancel)).Count);
    }

    /// <summary>A page of the file itself, not only a value in it: SQLite cannot read the row any more.</summary>
    [Theory]
    [InlineData("snapshots")]
    [InlineData("meetings")]
    public async Task O3_a_damaged_page_beneath_a_cache_is_as_none(string table)
    {
        await Damaged("SELECT 1");
        await using (var before = new SqliteServer(_folder["data"]))
            await before.MeetingIndex.Put(new(Board, 5, "A meeting", "A template", Practice: false, default, default, IsHeld: false, LockedAt: null, []), Cancel);
        BreakPages(table);
        await using var server = new SqliteServer(_folder["data"]);
        if (table == "snapshots") Assert.Null(await server.Boards.ReadSnapshot(Board, Cancel));
        else Assert.Empty(await server.MeetingIndex.Read([Board], Cancel));
        await foreach (var _ in server.MeetingIndex.ReadQuiet(DateTimeOffset.MaxValue, Cancel))
        {
            // Only what can be read is told; that it ends without a fault is the point.
        }

        Assert.Equal(5, (await server.Boards.ReadCommits(Board, 0, Cancel)).Count);
        Assert.True(await server.Boards.TryAppend(SampleLog.Of(Board, 6)[5], Cancel));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_made()
    {
        var deep = _folder["a/b/c"];
        await using var server = new SqliteServer(deep);
        Assert.True(System.IO.File.Exists(Path.Combine(deep, "board.db")));
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")]
    [InlineData("PRAGMA application_id = 17")]
    [InlineData("PRAGMA user_version = 1")]
    public void A_file_of_another_program_is_refused_and_left_as_it_is(string made)
    {
        Directory.CreateDirectory(_folder["data"]);
        Run(made);
        var before = System.IO.File.ReadAllBytes(File);
        Assert.Throws<InvalidOperationException>(() => new SqliteServer(_folder["data"]));
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(_folder["data"]);
        var words = string.Join('\n', Enumerable.Repeat("Minutes of the meeting, kept by hand.", 100));
        System.IO.File.WriteAllText(File, words);
        Assert.Throws<InvalidOperationException>(() => new SqliteServer(_folder["data"]));
        Assert.Equal(words, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await Damaged("PRAGMA user_version = 1000");
        Assert.Throws<InvalidOperationException>(() => new SqliteServer(_folder["data"]));
    }

    /// <summary>A file as the first version left it, before there were invitations.</summary>
    [Fact]
    public async Task A_file_of_an_older_version_is_brought_up_to_date_and_keeps_its_boards()
    {
        await Damaged("DROP TABLE invitations; DROP TABLE join_requests; DROP TABLE device_links; DROP TABLE access_log; DROP TABLE staff_meetings; DROP TABLE meetings; DROP TABLE legal_holds; DROP TABLE destroyed; DROP TRIGGER no_commit_of_the_destroyed; DROP TRIGGER no_snapshot_of_the_destroyed; PRAGMA user_version = 1");
        await using var server = new SqliteServer(_folder["data"]);
        Assert.Equal(5, (await server.Boards.ReadCommits(Board, 0, Cancel)).Count);
        Assert.Null(await server.Invitations.Find(new string('0', 64), Cancel));
        Assert.Empty(await server.MeetingList.Read(new string('0', 64), 0, 1, Cancel));
        Assert.Empty(await server.MeetingIndex.Read([Board], Cancel));
    }

    [Fact]
    public async Task What_the_file_says_of_a_commit_is_so()
    {
        await Damaged("SELECT 1");
        var log = SampleLog.Of(Board, 5);
        Assert.Equal(5L, Run($"SELECT count(*) FROM commits WHERE board = '{Board}' AND format = {Commit.Version} AND first = number AND last = number"));
        Assert.Equal(CommitHash.Of(log[4]), Convert.ToHexStringLower((byte[])Run("SELECT hash FROM commits WHERE number = 5")!));
        Assert.Equal(log[4].Previous, Convert.ToHexStringLower((byte[])Run("SELECT hash FROM commits WHERE number = 4")!));
    }

    /// <summary>A board of five commits with a snapshot at the fourth; then the server stops and somebody changes the file.</summary>
    private async Task Damaged(string sql)
    {
        await using (var server = new SqliteServer(_folder["data"]))
        {
            var ledger = Ledger.Empty(Board);
            foreach (var commit in SampleLog.Of(Board, 5))
            {
                Assert.True(await server.Boards.TryAppend(commit, Cancel));
                ledger = ledger.Replay(commit, CommitHash.Of(commit));
                if (commit.Number == 4) await server.Boards.WriteSnapshot(ledger.ToSnapshot(), Cancel);
            }

            Assert.NotNull(await server.Boards.ReadSnapshot(Board, Cancel));
        }

        Run(sql);
    }

    /// <summary>Overwrites every page of a table with what is none.</summary>
    private void BreakPages(string table)
    {
        const int page = 4096;
        var root = (long)Run($"SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = '{table}'")!;
        using var file = System.IO.File.OpenWrite(File);
        file.Position = (root - 1) * page;
        file.Write(Enumerable.Repeat((byte)0xFF, page).ToArray());
    }

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}

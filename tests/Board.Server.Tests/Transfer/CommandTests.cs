using System.Diagnostics;
using System.Globalization;
using MappingBoard.Server.Commands;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Storage;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MappingBoard.Server.Tests.Transfer;

/// <summary>The commands as an operator gives them.</summary>
public sealed class CommandTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _files = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(BoardCommand.Usage, "usage:", "export")]
    [InlineData(BoardCommand.Usage, "usage:", "export", "--board", "x")]
    [InlineData(BoardCommand.Usage, "usage:", "import", "--to", "x")]
    [InlineData(BoardCommand.Usage, "usage:", "backup", "--to", "x", "--board", "y")]
    [InlineData(BoardCommand.Refused, "--to stands there twice", "backup", "--to", "x", "--to=y")]
    [InlineData(BoardCommand.Refused, "--from needs a value", "import", "--from")]
    [InlineData(BoardCommand.Refused, "cannot be read", "import", "--from", "no/such/file")]
    [InlineData(BoardCommand.Refused, "no board.db", "backup", "--to", "never-made")]
    [InlineData(BoardCommand.Refused, "no board.db", "export", "--board", "-AAAAAAAAAAAAAAAAAAAAA", "--to", "never-made")]
    [InlineData(BoardCommand.Away, "sqlite or cosmos", "import", "--from", "x", "--Storage:Kind=paper")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(int code, string sentence, params string[] command)
    {
        await using var home = new Home();
        using var said = new StringWriter();
        Assert.Equal(code, await BoardCommand.Run([command[0], $"--Storage:Path={home.Folder}", .. command[1..]], said, said));
        Assert.Contains(sentence, said.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists("never-made"));
    }

    [Fact]
    public async Task What_is_no_board_or_not_there_is_not_exported()
    {
        await using var home = new Home();
        await home.Keeps(SampleLog.Of(SampleLog.Id(1), 1));
        Assert.Contains("no such board", (await home.Does("export", "--board", SampleLog.Id(2), "--to", _files["out"])).Said, StringComparison.Ordinal);
        Assert.Contains("no board's id", (await home.Does("export", "--board", "../x", "--to", _files["out"])).Said, StringComparison.Ordinal);
        Assert.False(File.Exists(_files["out"]));
    }

    [Fact]
    public async Task No_file_is_ever_overwritten()
    {
        await using var home = new Home();
        await home.Keeps(SampleLog.Of(SampleLog.Id(1), 1));
        await File.WriteAllTextAsync(_files["there"], "kept", Cancel);
        foreach (var command in (string[][])[["export", "--board", SampleLog.Id(1), "--to", _files["there"]], ["backup", "--to", _files["there"]]])
        {
            var (code, said) = await home.Does(command);
            Assert.Equal(BoardCommand.Refused, code);
            Assert.Contains("a file of that name already", said, StringComparison.Ordinal);
        }

        Assert.Equal("kept", await File.ReadAllTextAsync(_files["there"], Cancel));
    }

    [Fact]
    public async Task A_board_moves_by_the_program_itself()
    {
        await using var old = new Home();
        await using var @new = new Home();
        var log = await old.Keeps(Home.PracticeLog());
        Assert.Equal(BoardCommand.Done, await Program(old, "export", "--board", log[0].Board, "--to", _files["board"]));
        Assert.Equal(BoardCommand.Done, await Program(@new, "import", "--from", _files["board"]));
        Assert.Equal(CommitHash.Of(log[^1]), CommitHash.Of((await @new.Log(log[0].Board))[^1]));
        Assert.Equal(BoardCommand.Refused, await Program(old, "backup", "--to", _files["board"]));
    }

    [Fact]
    public async Task O2_a_backup_under_load_has_everything_that_was_acknowledged_before_it_began()
    {
        using var folder = new TempFolder();
        using var process = new StoreProcess("append", folder["data"]);
        var acknowledged = new Dictionary<string, long>();
        for (var i = 0; i < 200; i++) await Hear();
        using var said = new StringWriter();
        var backup = Task.Run(() => BoardCommand.Run(["backup", "--to", _files["copy.db"], $"--Storage:Path={folder["data"]}"], said, said));
        var before = new Dictionary<string, long>(acknowledged);
        var during = 0;
        for (; !backup.IsCompleted; during++) await Hear();
        Assert.True(await backup == BoardCommand.Done, said.ToString());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_files["copy.db"]));
        for (var i = 0; i < 20; i++) await Hear();
        process.Kill();

        Directory.CreateDirectory(_files["restored"]);
        File.Copy(_files["copy.db"], Path.Combine(_files["restored"], "board.db"));
        await using var restored = new SqliteServer(_files["restored"]);
        foreach (var (board, number) in before)
        {
            var log = await restored.Boards.ReadCommits(board, 0, Cancel);
            Assert.True(log.Count >= number, $"Commit {number} was acknowledged before the backup began, and {log.Count} are there.");
            Assert.Equal(ChainVerdict.Whole, Chain.Verify(log));
            Assert.True(await restored.Boards.TryAppend(SampleLog.After(board, log[^1]), Cancel));
        }

        output.WriteLine($"{before.Values.Sum()} commits acknowledged before, {during} while the copy was made");

        async Task Hear()
        {
            var parts = (await process.ReadLine(Cancel))!.Split(' ');
            acknowledged[SampleLog.Id(long.Parse(parts[0], CultureInfo.InvariantCulture))] = long.Parse(parts[1], CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task A_store_that_is_damaged_or_none_gives_no_backup()
    {
        await using var home = new Home();
        Directory.CreateDirectory(home.Folder);
        await File.WriteAllTextAsync(Path.Combine(home.Folder, "board.db"), new string('x', 8192), Cancel);
        var (code, said) = await home.Does("backup", "--to", _files["copy.db"]);
        Assert.Equal(BoardCommand.Refused, code);
        Assert.Contains("could not be copied", said, StringComparison.Ordinal);
        Assert.False(File.Exists(_files["copy.db"]));
        Assert.False(File.Exists(_files["copy.db.part"]));
    }

    [Fact]
    public async Task A_backup_does_not_carry_what_was_destroyed()
    {
        await using var home = new Home();
        await home.Keeps(SampleLog.Of(SampleLog.Id(1), 3));
        var source = Path.Combine(home.Folder, "board.db");
        const string secret = "a name that was destroyed";
        using (var connection = new SqliteConnection($"Data Source={source};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                $"""
                INSERT INTO snapshots VALUES ('gone', 1, 1, x'00', CAST('{secret}' AS BLOB));
                PRAGMA wal_checkpoint(TRUNCATE);
                DELETE FROM snapshots WHERE board = 'gone';
                PRAGMA wal_checkpoint(TRUNCATE);
                """;
            await command.ExecuteNonQueryAsync(Cancel);
        }

        Assert.Equal(BoardCommand.Done, (await home.Does("backup", "--to", _files["copy.db"])).Code);
        Assert.True(Holds(source, secret), "The file itself should still hold what was deleted, or this proves nothing.");
        Assert.False(Holds(_files["copy.db"], secret));

        static bool Holds(string file, string words)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) >= 0;
        }
    }

    /// <summary>Starts the program as an operator does.</summary>
    private async Task<int> Program(Home home, params string[] command)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Board.Server.dll"), .. command, .. home.Settings];
        using var process = Process.Start(new ProcessStartInfo(dotnet, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync(Cancel);
        var complained = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        output.WriteLine(await said + await complained);
        return process.ExitCode;
    }
}

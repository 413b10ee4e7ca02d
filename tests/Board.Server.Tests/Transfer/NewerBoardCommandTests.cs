using MappingBoard.Server.Commands;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MappingBoard.Server.Tests.Transfer;

/// <summary>G1: the program's commands, of a board that a newer version of the server has written to.</summary>
public sealed class NewerBoardCommandTests : IDisposable
{
    private readonly TempFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task G1_commands_say_that_a_board_is_newer_and_not_that_it_is_damaged_and_change_nothing()
    {
        await using var home = new Home();
        var log = await home.Keeps(SampleLog.Of(SampleLog.Id(5), 3));
        Assert.Equal(BoardCommand.Done, (await home.Does("export", "--board", log[0].Board, "--to", _files["before"])).Code);
        Run(home, "UPDATE commits SET format = 1000 WHERE number = 3");

        string[][] commands =
        [
            ["export", "--board", log[0].Board, "--to", _files["after"]],
            ["import", "--from", _files["before"]],
        ];
        foreach (var command in commands)
        {
            var (code, said) = await home.Does(command);
            Assert.True(code == BoardCommand.Refused, said);
            Assert.Contains("was written by a newer version of the server", said, StringComparison.Ordinal);
            Assert.Contains("Nothing was changed", said, StringComparison.Ordinal);
            Assert.DoesNotContain("not whole", said, StringComparison.Ordinal);
            Assert.DoesNotContain(log[0].Board, said, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_files["after"]));
        Assert.Equal(BoardCommand.Done, (await home.Does("show", "--board", log[0].Board)).Code);
        Run(home, "UPDATE commits SET format = 1 WHERE number = 3");
        Assert.Equal(log.Select(CommitHash.Of), (await home.Log(log[0].Board)).Select(CommitHash.Of));
    }

    private static void Run(Home home, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home.Folder, "board.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

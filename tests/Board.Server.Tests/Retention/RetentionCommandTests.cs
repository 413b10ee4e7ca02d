using System.Text.Json;
using System.Text.RegularExpressions;
using MappingBoard.Server.Commands;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Transfer;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Retention;

/// <summary>Holding and destroying a board as an operator does it.</summary>
public sealed class RetentionCommandTests : IAsyncDisposable
{
    private readonly TempFolder _files = new();
    private readonly Home _home = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task K3_a_board_is_looked_at_destroyed_and_proved()
    {
        var log = await _home.Keeps(SampleLog.Of(SampleLog.Id(1), 5));
        var shown = await _home.Does("show", "--board", log[0].Board);
        Assert.Equal(BoardCommand.Done, shown.Code);
        Assert.Contains("5 commits, 5 changes", shown.Said, StringComparison.Ordinal);
        Assert.Contains("not under legal hold", shown.Said, StringComparison.Ordinal);
        var hash = Regex.Match(shown.Said, "[0-9a-f]{64}").Value;

        var destroyed = await Destroy(log[0].Board, hash, _files["proof.json"]);
        Assert.True(destroyed.Code == BoardCommand.Done, destroyed.Said);
        Assert.Contains("Backups and exports", destroyed.Said, StringComparison.Ordinal);
        var proof = await Proof("proof.json");
        Assert.Equal((log[0].Board, 5L, CommitHash.Of(log[^1]), "2033/114"), (proof.Board, proof.Commits, proof.Hash, proof.Ground));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_files["proof.json"]));

        Assert.Contains("was destroyed on", (await _home.Does("show", "--board", log[0].Board)).Said, StringComparison.Ordinal);
        Assert.Equal(BoardCommand.Done, (await Destroy(log[0].Board, hash, _files["again.json"])).Code);
        Assert.Equal(proof, await Proof("again.json"));
    }

    [Fact]
    public async Task K3_what_was_destroyed_is_not_exported_and_no_import_brings_it_back()
    {
        var log = await _home.Keeps(SampleLog.Of(SampleLog.Id(1), 3));
        Assert.Equal(BoardCommand.Done, (await _home.Does("export", "--board", log[0].Board, "--to", _files["board"])).Code);
        Assert.Equal(BoardCommand.Done, (await Destroy(log[0].Board, CommitHash.Of(log[^1]), _files["proof"])).Code);
        foreach (var command in (string[][])[["export", "--board", log[0].Board, "--to", _files["out"]], ["import", "--from", _files["board"]]])
        {
            var (code, said) = await _home.Does(command);
            Assert.Equal(BoardCommand.Refused, code);
            Assert.Contains("was destroyed", said, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_files["out"]));
        Assert.False(File.Exists(_files["out"] + ".part"));
    }

    [Fact]
    public async Task K4_a_legal_hold_keeps_a_board_from_the_command_as_well()
    {
        var log = await _home.Keeps(SampleLog.Of(SampleLog.Id(1), 1));
        Assert.Equal(BoardCommand.Done, (await _home.Does("legal-hold", "--board", log[0].Board, "--reference", "court/7")).Code);
        Assert.Contains("under legal hold since", (await _home.Does("show", "--board", log[0].Board)).Said, StringComparison.Ordinal);
        var refused = await Destroy(log[0].Board, CommitHash.Of(log[^1]), _files["proof"]);
        Assert.Equal(BoardCommand.Refused, refused.Code);
        Assert.Contains("under legal hold", refused.Said, StringComparison.Ordinal);
        Assert.False(File.Exists(_files["proof"]));
        Assert.False(File.Exists(_files["proof"] + ".part"));
        Assert.Single(await _home.Log(log[0].Board));

        Assert.Equal(BoardCommand.Done, (await _home.Does("end-legal-hold", "--board", log[0].Board, "--reference", "court/8")).Code);
        Assert.Equal(BoardCommand.Refused, (await _home.Does("end-legal-hold", "--board", log[0].Board, "--reference", "court/8")).Code);
        Assert.Equal(BoardCommand.Done, (await Destroy(log[0].Board, CommitHash.Of(log[^1]), _files["proof"])).Code);
    }

    [Fact]
    public async Task K3_a_command_that_does_not_fit_destroys_nothing()
    {
        var board = (await _home.Keeps(SampleLog.Of(SampleLog.Id(1), 2)))[0].Board;
        var hash = CommitHash.Of((await _home.Log(board))[^1]);
        await File.WriteAllTextAsync(_files["there"], "kept", Cancel);
        await Refused("another hash", await Destroy(board, new string('0', 64), _files["p"]));
        await Refused("another hash", await Destroy(board, "", _files["p"]));
        await Refused("no such board", await Destroy(SampleLog.Id(2), hash, _files["p"]));
        await Refused("a file of that name already", await Destroy(board, hash, _files["there"]));
        await Refused("the folder is missing", await Destroy(board, hash, _files["no/such/folder"]));
        await Refused("number of a decision", await _home.Does("destroy", "--board", board, "--hash", hash, "--to", _files["p"], "--reference", "because Kevin Marsh asked"));
        await Refused("number of a decision", await _home.Does("legal-hold", "--board", board, "--reference", new string('x', 41)));
        Assert.Equal(BoardCommand.Usage, (await _home.Does("destroy", "--board", board, "--hash", hash, "--to", _files["p"])).Code);
        Assert.Equal(BoardCommand.Usage, (await _home.Does("destroy", "--board", board, "--to", _files["p"], "--reference", "1")).Code);
        Assert.Equal(BoardCommand.Usage, (await _home.Does("destroy")).Code);
        Assert.Equal(2, (await _home.Log(board)).Count);
        Assert.Equal(["there"], Directory.GetFiles(_files[""]).Select(Path.GetFileName));

        static Task Refused(string sentence, (int Code, string Said) answer)
        {
            Assert.Contains(sentence, answer.Said, StringComparison.Ordinal);
            Assert.Equal(BoardCommand.Refused, answer.Code);
            return Task.CompletedTask;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _home.DisposeAsync();
        _files.Dispose();
    }

    private Task<(int Code, string Said)> Destroy(string board, string hash, string to) =>
        _home.Does("destroy", "--board", board, "--hash", hash, "--reference", "2033/114", "--to", to);

    private async Task<DestructionProof> Proof(string file) =>
        JsonSerializer.Deserialize<DestructionProof>(await File.ReadAllBytesAsync(_files[file], Cancel), JsonSerializerOptions.Web)!;
}

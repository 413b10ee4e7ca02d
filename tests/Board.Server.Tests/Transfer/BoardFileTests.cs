using System.Text;
using CsCheck;
using MappingBoard.Server.Transfer;
using MappingBoard.Shared.Log;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Log;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Transfer;

/// <summary>What an export holds, an import takes whole or not at all.</summary>
public sealed class BoardFileTests : IDisposable
{
    private readonly TempFolder _files = new();
    private int _made;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Fact]
    public void O5_any_log_comes_back_with_the_same_hashes() => LogGens.Log.Sample(
        log =>
        {
            var (bytes, file) = Export(log);
            using var stream = new MemoryStream(bytes);
            var reader = new BoardFileReader(stream);
            Assert.Equal(log[0].Board, reader.Head().Board);
            Assert.Equal(log.Select(CommitHash.Of), reader.Commits(log[0].Board).Select(CommitHash.Of));
            Assert.Equal(new(log.Length, log[^1].Last, CommitHash.Of(log[^1])), reader.Foot);
            File.Delete(file);
        },
        iter: 60);

    [Fact]
    public async Task A_file_in_which_any_one_byte_was_changed_is_refused_and_writes_nothing()
    {
        var (whole, _) = Export(SampleLog.Of(SampleLog.Id(5), 2));
        var file = _files["changed"];
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = (byte[])whole.Clone();
            changed[i] ^= 0x04;
            await File.WriteAllBytesAsync(file, changed, Cancel);
            await IsRefused(file, $"byte {i}");
        }
    }

    [Fact]
    public async Task A_file_that_was_cut_off_anywhere_is_refused_and_writes_nothing()
    {
        var (whole, _) = Export(SampleLog.Of(SampleLog.Id(5), 2));
        var file = _files["cut"];
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(file, whole[..length], Cancel);
            await IsRefused(file, $"cut to {length}");
        }
    }

    [Theory]
    [InlineData("doubled", "Line 4 holds commit 2, where commit 3 comes next")]
    [InlineData("left out", "Line 3 holds commit 3, where commit 2 comes next")]
    [InlineData("swapped", "Line 3 holds commit 3, where commit 2 comes next")]
    [InlineData("of another board", "Line 3 holds a commit of another board")]
    [InlineData("of another log", "Line 2 does not fit the chain")]
    [InlineData("after the foot", "Line 6 comes after the file's foot")]
    [InlineData("a foot only", "Line 2 ends a file without a commit")]
    [InlineData("another foot", "Line 5 is the foot of a longer or of another log")]
    [InlineData("no head", "Line 1 is not the head")]
    [InlineData("a newer version", "Line 1 says that the file has version 2: a newer version of the server wrote it")]
    [InlineData("a newer commit", "Line 3 holds a commit of version 1000: a newer version of the server wrote it")]
    [InlineData("an empty line", "Line 3 is empty")]
    [InlineData("a long line", "Line 2 is longer than any line")]
    [InlineData("another kind of file", "Line 1 is not the head")]
    [InlineData("not canonical", "Line 3 holds a commit that is not in its canonical form")]
    [InlineData("with holes", "Line 2 is no commit that this version of the server can read")]
    public async Task A_file_that_does_not_fit_is_refused_by_its_line(string how, string sentence)
    {
        var log = SampleLog.Of(SampleLog.Id(5), 3);
        var lines = Lines(log);
        var foreign = Lines(SampleLog.Of(SampleLog.Id(6), 3));
        var first = SampleLog.After(SampleLog.Id(5), null, "Other words at the beginning");
        var other = Lines([first, SampleLog.After(SampleLog.Id(5), first)]);
        List<string> changed = how switch
        {
            "doubled" => [.. lines[..3], .. lines[2..]],
            "left out" => [.. lines[..2], .. lines[3..]],
            "swapped" => [.. lines[..2], lines[3], lines[2], lines[4]],
            "of another board" => [.. lines[..2], foreign[2], .. lines[3..]],
            "of another log" => [lines[0], other[1], .. lines[2..]],
            "after the foot" => [.. lines, lines[1]],
            "a foot only" => [lines[0], lines[4]],
            "another foot" => [.. lines[..4], foreign[4]],
            "no head" => lines[1..],
            "a newer version" => [lines[0].Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal), .. lines[1..]],
            "a newer commit" => [.. lines[..2], Rehashed(lines[2], c => c.Replace($"\"v\":{Commit.Version}}}", "\"v\":1000}", StringComparison.Ordinal)), .. lines[3..]],
            "an empty line" => [.. lines[..2], "", .. lines[2..]],
            "a long line" => [lines[0], new('x', 3_000_000)],
            "another kind of file" => ["SQLite format 3\0"],
            "not canonical" => [.. lines[..2], Rehashed(lines[2], c => c.Replace("\"number\":2", "\"number\": 2", StringComparison.Ordinal)), .. lines[3..]],
            "with holes" => [lines[0], Rehashed(lines[1], c => c[..c.IndexOf("\"batches\":[", StringComparison.Ordinal)] + "\"batches\":[null]" + c[c.IndexOf(",\"board\"", StringComparison.Ordinal)..])],
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
        await File.WriteAllTextAsync(_files["wrong"], string.Concat(changed.Select(line => line + "\n")), Cancel);
        Assert.StartsWith(sentence, await IsRefused(_files["wrong"], how), StringComparison.Ordinal);
    }

    private static async Task<string> IsRefused(string file, string how)
    {
        var store = new MemoryBoardStore();
        try
        {
            await new BoardImport(store, file).Run(Cancel);
        }
        catch (RefusedException refused)
        {
            Assert.Matches(@"^(Line \d+ .+)\.$", refused.Message);
            Assert.Empty((await store.ReadChanged(null, 10, Cancel)).Boards);
            return refused.Message;
        }

        Assert.Fail($"{how}: was taken.");
        return "";
    }

    private List<string> Lines(IReadOnlyList<Commit> log) => [.. Encoding.UTF8.GetString(Export(log).Bytes).Split('\n')[..^1]];

    private (byte[] Bytes, string File) Export(IReadOnlyList<Commit> log)
    {
        var store = new MemoryBoardStore();
        foreach (var commit in log) Assert.True(store.TryAppend(commit, Cancel).GetAwaiter().GetResult());
        var file = _files[$"board-{Interlocked.Increment(ref _made)}"];
        BoardExport.Write(store, log[0].Board, file, Cancel).GetAwaiter().GetResult();
        return (File.ReadAllBytes(file), file);
    }

    private static string Rehashed(string line, Func<string, string> change)
    {
        var commit = change(line["{\"commit\":".Length..line.LastIndexOf(",\"hash\"", StringComparison.Ordinal)]);
        return $"{{\"commit\":{commit},\"hash\":\"{CommitHash.Of(Encoding.UTF8.GetBytes(commit))}\"}}";
    }
}

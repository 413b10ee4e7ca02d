using System.Text;
using System.Text.Json;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Transfer;

/// <summary>
/// Writes a board's log into a file and verifies it on the way: one page of it is in memory at a time, and what was
/// written before something did not fit is taken away again. The snapshot stays behind: it is a cache (O3), and the
/// import makes a new one.
/// </summary>
internal static class BoardExport
{
    /// <returns>What is in the file.</returns>
    /// <exception cref="RefusedException">There is no such board, its log is not whole, or the file cannot be made.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public static async Task<BoardFileFoot> Write(IBoardStore store, string board, string path, CancellationToken cancel)
    {
        if (!Ids.IsWellFormed(board)) throw new RefusedException("That is no board's id: an id has 22 letters, digits, - or _.");
        using var file = NewFile.Make(path);
        BoardFileFoot foot;
        await using (var stream = new FileStream(file.Part, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 128 * 1024))
        {
            Line(stream, JsonSerializer.SerializeToUtf8Bytes(new(BoardFile.Format, BoardFile.Version, board), BoardFileJson.Default.BoardFileHead));
            foot = await Commits(stream, store, board, cancel);
            Line(stream, JsonSerializer.SerializeToUtf8Bytes(foot, BoardFileJson.Default.BoardFileFoot));
        }

        file.Keep();
        return foot;
    }

    private static async Task<BoardFileFoot> Commits(FileStream stream, IBoardStore store, string board, CancellationToken cancel)
    {
        var chain = new ChainVerifier();
        try
        {
            await foreach (var commit in store.StreamCommits(board, 0, cancel))
            {
                cancel.ThrowIfCancellationRequested();
                RequireWhole(chain.Take(commit));
                Write(stream, StoredCommit.From(commit));
            }
        }
        catch (DamagedLogException damaged)
        {
            throw new RefusedException($"The board's log is not whole. {damaged.Message} Nothing was exported.", damaged);
        }

        RequireWhole(chain.End());
        return chain.Number > 0 ? new(chain.Number, chain.Last, chain.Hash) : throw new RefusedException("There is no such board in this store.");
    }

    private static void RequireWhole(ChainVerdict verdict)
    {
        if (!verdict.IsWhole)
            throw new RefusedException($"The board's log is not whole: commit {verdict.Number} does not fit ({verdict.Fault}). Nothing was exported.");
    }

    private static void Write(FileStream stream, StoredCommit commit)
    {
        stream.Write(BoardFile.BeforeCommit);
        stream.Write(commit.Payload);
        stream.Write(BoardFile.BeforeHash);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(commit.Hash)));
        Line(stream, BoardFile.AfterHash);
    }

    private static void Line(FileStream stream, ReadOnlySpan<byte> json)
    {
        stream.Write(json);
        stream.WriteByte((byte)'\n');
    }
}

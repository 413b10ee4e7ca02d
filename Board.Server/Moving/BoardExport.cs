using System.Text;
using System.Text.Json;
using MappingBoard.Server.Storage;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;

namespace MappingBoard.Server.Moving;

/// <summary>Writes a board's log into a file, after verifying it. The snapshot stays behind: it is a cache (O3), and the import makes a new one.</summary>
internal static class BoardExport
{
    /// <returns>What is in the file.</returns>
    /// <exception cref="RefusedException">There is no such board, its log is not whole, or the file cannot be made.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public static async Task<BoardFileFoot> Write(IBoardStore store, string board, string path, CancellationToken cancel)
    {
        if (!Ids.IsWellFormed(board)) throw new RefusedException("That is no board's id: an id has 22 letters, digits, - or _.");
        using var file = NewFile.Make(path);
        var log = await Log(store, board, cancel);
        var foot = new BoardFileFoot(log.Count, log[^1].Last, CommitHash.Of(log[^1]));
        await using (var stream = new FileStream(file.Part, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 128 * 1024))
        {
            Line(stream, JsonSerializer.SerializeToUtf8Bytes(new(BoardFile.Format, BoardFile.Version, board), BoardFileJson.Default.BoardFileHead));
            foreach (var commit in log)
            {
                cancel.ThrowIfCancellationRequested();
                var stored = StoredCommit.From(commit);
                stream.Write(BoardFile.BeforeCommit);
                stream.Write(stored.Payload);
                stream.Write(BoardFile.BeforeHash);
                stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(stored.Hash)));
                Line(stream, BoardFile.AfterHash);
            }

            Line(stream, JsonSerializer.SerializeToUtf8Bytes(foot, BoardFileJson.Default.BoardFileFoot));
        }

        file.Keep();
        return foot;
    }

    private static async Task<IReadOnlyList<Commit>> Log(IBoardStore store, string board, CancellationToken cancel)
    {
        try
        {
            var log = await store.ReadCommits(board, 0, cancel);
            if (log.Count == 0) throw new RefusedException("There is no such board in this store.");
            return Chain.Verify(log) is { IsWhole: false } verdict
                ? throw new RefusedException($"The board's log is not whole: commit {verdict.Number} does not fit ({verdict.Fault}). Nothing was exported.")
                : log;
        }
        catch (DamagedLogException damaged)
        {
            throw new RefusedException($"The board's log is not whole. {damaged.Message} Nothing was exported.", damaged);
        }
    }

    private static void Line(Stream stream, ReadOnlySpan<byte> json)
    {
        stream.Write(json);
        stream.WriteByte((byte)'\n');
    }
}

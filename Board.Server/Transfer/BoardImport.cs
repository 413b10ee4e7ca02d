using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Transfer;

/// <summary>
/// Brings an exported board into a store. The whole file is verified, replayed, and compared with what is there before
/// the first commit is written; what is there already is left as it is.
/// </summary>
/// <param name="store">Where it shall be kept.</param>
/// <param name="path">The file.</param>
internal sealed class BoardImport(IBoardStore store, string path)
{
    /// <exception cref="RefusedException">The file is not whole, or the board that is there differs: nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; a second try goes on from there.</exception>
    public async Task<Imported> Run(CancellationToken cancel)
    {
        await using var file = Open();
        var (board, foot) = Verify(file);
        var there = await HashesThere(board, cancel);
        var ledger = Replay(file, board, there);
        await Write(file, board, there.Count, cancel);
        if (there.Count <= foot.Commits) await store.WriteSnapshot(ledger.ToSnapshot(), cancel);
        return new(board, foot, there.Count);
    }

    /// <summary>Nobody changes the file between the looks at it, where the system knows such a thing.</summary>
    private FileStream Open()
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RefusedException("The file cannot be read: it is not there, or this account may not read it.", e);
        }
    }

    private static (string Board, BoardFileFoot Foot) Verify(FileStream file)
    {
        var reader = new BoardFileReader(file);
        var board = reader.Head().Board;
        var verdict = Chain.Verify(reader.Commits(board));
        return verdict.IsWhole
            ? (board, reader.Foot!)
            // The head is line 1, so commit 1 is line 2.
            : throw new RefusedException($"Line {verdict.Number + 1} does not fit the chain of the log ({verdict.Fault}).");
    }

    /// <summary>The ledger at the end of the file: whatever can be replayed here, a room can open.</summary>
    private static Ledger Replay(FileStream file, string board, List<string> there)
    {
        var reader = Again(file);
        var ledger = Ledger.Empty(board);
        foreach (var commit in reader.Commits(board))
        {
            try
            {
                ledger = ledger.Replay(commit, CommitHash.Of(commit));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw new RefusedException($"Line {reader.Line} holds a commit that makes no sense on this board: no room could open it.", e);
            }

            if (commit.Number <= there.Count && there[(int)commit.Number - 1] != ledger.Hash)
                throw new RefusedException($"The board in this store differs from the file from commit {commit.Number} on (line {reader.Line}). Nothing was written.");
        }

        return ledger;
    }

    /// <summary>Of what is there the hashes alone are kept.</summary>
    private async Task<List<string>> HashesThere(string board, CancellationToken cancel)
    {
        try
        {
            return await store.StreamCommits(board, 0, cancel).Select(CommitHash.Of).ToListAsync(cancel);
        }
        catch (DamagedLogException damaged)
        {
            throw new RefusedException($"The board is in this store already, and its log there is not whole. {damaged.Message} Nothing was written.", damaged);
        }
    }

    private async Task Write(FileStream file, string board, long after, CancellationToken cancel)
    {
        foreach (var commit in Again(file).Commits(board))
        {
            if (commit.Number <= after) continue;
            if (!await store.TryAppend(commit, cancel))
                throw new RefusedException($"Somebody else has just written commit {commit.Number} of this board. Run the command again: it compares anew.");
        }
    }

    private static BoardFileReader Again(FileStream file)
    {
        file.Position = 0;
        var reader = new BoardFileReader(file);
        reader.Head();
        return reader;
    }
}

/// <param name="Board">The board's id.</param>
/// <param name="File">What the file holds.</param>
/// <param name="There">How many commits the store had before; more than the file holds where the board has gone on since.</param>
internal sealed record Imported(string Board, BoardFileFoot File, long There);

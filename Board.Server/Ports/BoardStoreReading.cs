using System.Runtime.CompilerServices;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Ports;

/// <summary>The two ways to read a log to its end: in one answer, or with one page of it in memory at a time.</summary>
public static class BoardStoreReading
{
    /// <summary>How many commits of a log <see cref="StreamCommits"/> has in memory at most.</summary>
    public const int MostAtATime = 200;

    /// <summary>
    /// All commits of a board after a number, as <see cref="IBoardStore.ReadCommits"/> gives them: for a log that is kept
    /// whole anyway.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="DamagedLogException">A commit is not there or is not what was written.</exception>
    public static Task<IReadOnlyList<Commit>> ReadCommits(this IBoardStore store, string board, long after, CancellationToken cancel) =>
        store.ReadCommits(board, after, int.MaxValue, cancel);

    /// <summary>
    /// All commits of a board after a number, one after the other, read in pages as they are taken. It ends where a page
    /// does that was not full: with all that was durable when it began, and perhaps with some of what came meanwhile.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="DamagedLogException">A commit is not there or is not what was written.</exception>
    public static async IAsyncEnumerable<Commit> StreamCommits(
        this IBoardStore store,
        string board,
        long after,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<Commit> page;
        do
        {
            page = await store.ReadCommits(board, after, MostAtATime, cancel);
            foreach (var commit in page) yield return commit;
            after += page.Count;
        }
        while (page.Count == MostAtATime);
    }
}

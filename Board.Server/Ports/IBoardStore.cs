using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Ports;

/// <summary>
/// Where boards are kept: for each board a log of commits, which is the truth, and a snapshot, which is a cache of it.
/// Thread-safe. One contract suite runs over every home.
/// </summary>
public interface IBoardStore
{
    /// <summary>
    /// Writes a commit, atomically and durably: when this returns true it survives a crash (O2). Writing its number
    /// decides who was first.
    /// </summary>
    /// <param name="commit">At most <see cref="StoredCommit.MostBytes"/> as canonical JSON.</param>
    /// <param name="cancel">
    /// Takes the commit back as long as its writing has not begun. From then on it has no effect, so that the outcome
    /// is never left open.
    /// </param>
    /// <returns>False when that number of that board is taken: another server was first; read on and try again.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether the commit is there is unknown.</exception>
    /// <exception cref="BoardDestroyedException">The board was destroyed: nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Taken back in time: nothing was written.</exception>
    /// <exception cref="ArgumentException">Malformed, too large, or not the next number: nothing was written, and no second try helps.</exception>
    Task<bool> TryAppend(Commit commit, CancellationToken cancel);

    /// <summary>
    /// The commits of a board after a number, in order and none left out; empty when there are none, or no such board.
    /// To the log's end they are read by <see cref="BoardStoreReading"/>.
    /// </summary>
    /// <param name="board">The board's id.</param>
    /// <param name="after">The number, 0 for the log from its beginning.</param>
    /// <param name="most">At most so many, 1 or more: the caller reads on after the last one. Fewer are answered only where the log ends.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="DamagedLogException">A commit is not there or is not what was written.</exception>
    /// <exception cref="NewerLogException">A newer version of the server wrote one of them.</exception>
    /// <exception cref="BoardDestroyedException">The board was destroyed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative number, or a page of no commits.</exception>
    Task<IReadOnlyList<Commit>> ReadCommits(string board, long after, int most, CancellationToken cancel);

    /// <summary>The latest snapshot that was kept; null when there is none that can be read (O3).</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<Snapshot?> ReadSnapshot(string board, CancellationToken cancel);

    /// <summary>Keeps a snapshot in place of an older one; an older one never replaces a newer, and none is kept of a board that was destroyed. Cancelled as an append is.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task WriteSnapshot(Snapshot snapshot, CancellationToken cancel);

    /// <summary>The boards that changed since a token, each once, with their latest commit number.</summary>
    /// <param name="token">From the answer before; null for all boards from the beginning.</param>
    /// <param name="most">How many boards at most, 1 to 1,000.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="ArgumentException">A token that is none of this store's, or a number out of range.</exception>
    Task<ChangedBoards> ReadChanged(string? token, int most, CancellationToken cancel);
}

/// <param name="Boards">Each board once.</param>
/// <param name="Token">Where to go on from; the same as before when nothing has changed.</param>
public sealed record ChangedBoards(IReadOnlyList<ChangedBoard> Boards, string? Token);

/// <param name="Board">The board's id.</param>
/// <param name="Number">Its latest commit.</param>
public sealed record ChangedBoard(string Board, long Number);

/// <summary>The store did not answer, or not in time. For a write the outcome is unknown until it is read back.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

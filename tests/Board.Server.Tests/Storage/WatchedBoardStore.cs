using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>A store that notes how logs are read from it, and in whose answers a test has a hand. Used by one thread at a time.</summary>
/// <param name="store">Where everything is kept.</param>
internal sealed class WatchedBoardStore(IBoardStore store) : IBoardStore
{
    private readonly List<(long After, int Most)> _reads = [];

    /// <summary>After which commit was asked so far, and for how many at most.</summary>
    public IReadOnlyList<(long After, int Most)> Reads => _reads;

    /// <summary>Done before a log is read after this number.</summary>
    public Func<long, Task> BeforeRead { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is answered in place of a commit.</summary>
    public Func<Commit, Commit> Answer { get; set; } = commit => commit;

    public Task<bool> TryAppend(Commit commit, CancellationToken cancel) => store.TryAppend(commit, cancel);

    public async Task<IReadOnlyList<Commit>> ReadCommits(string board, long after, int most, CancellationToken cancel)
    {
        _reads.Add((after, most));
        await BeforeRead(after);
        return [.. (await store.ReadCommits(board, after, most, cancel)).Select(Answer)];
    }

    public Task<Snapshot?> ReadSnapshot(string board, CancellationToken cancel) => store.ReadSnapshot(board, cancel);

    public Task WriteSnapshot(Snapshot snapshot, CancellationToken cancel) => store.WriteSnapshot(snapshot, cancel);

    public Task<ChangedBoards> ReadChanged(string? token, int most, CancellationToken cancel) => store.ReadChanged(token, most, cancel);
}

using System.Globalization;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage;
using MappingBoard.Shared.Log;

namespace MappingBoard.TestSupport.Storage;

/// <summary>
/// A store in memory that keeps the contract of the real ones, with faults by script. It has no thread and no timer of
/// its own: with <see cref="AutoRelease"/> every operation ends inside the call; without it, each one waits until the
/// test releases it, in any order, and the caller's next steps run inside <see cref="Release"/>. So a simulation alone
/// decides what happens when. What took effect outlives every crash. Thread-safe.
/// </summary>
public sealed class MemoryBoardStore : IBoardStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StoredCommit>> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredSnapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _changed = new(StringComparer.Ordinal);
    private readonly List<PendingOperation> _pending = [];
    private readonly Queue<StoreFault> _script = [];
    private readonly HashSet<string> _destroyed = new(StringComparer.Ordinal);
    private long _clock;

    /// <summary>Whether operations that are asked for from now on end at once. What is pending stays so.</summary>
    public bool AutoRelease { get; set; } = true;

    /// <summary>While false, nothing that is asked for or released reaches the store.</summary>
    public bool IsAvailable { get; set; } = true;

    /// <summary>What waits to be released, in the order in which it was asked for.</summary>
    public IReadOnlyList<PendingOperation> Pending
    {
        get
        {
            lock (_gate) return [.. _pending];
        }
    }

    /// <summary>The appends and snapshots among <see cref="Pending"/>.</summary>
    public IReadOnlyList<PendingOperation> PendingWrites => [.. Pending.Where(p => p.IsWrite)];

    /// <summary>What goes wrong with the next writes that end by themselves, one after the other; then nothing more.</summary>
    public void Script(params ReadOnlySpan<StoreFault> faults)
    {
        lock (_gate)
        {
            foreach (var fault in faults) _script.Enqueue(fault);
        }
    }

    /// <summary>Lets a pending operation end.</summary>
    /// <exception cref="InvalidOperationException">It is not pending (any more).</exception>
    public void Release(PendingOperation operation, StoreFault fault = StoreFault.None)
    {
        lock (_gate)
        {
            if (!_pending.Remove(operation)) throw new InvalidOperationException($"{operation} is not pending.");
        }

        End(operation, fault);
    }

    /// <summary>Lets everything that is pending end, in order, and what its callers ask for meanwhile as well.</summary>
    public void ReleaseAll()
    {
        while (Pending is [var first, ..]) Release(first);
    }

    /// <summary>
    /// The servers die: nobody gets an answer to what is pending. A write that was under way may have taken effect or not.
    /// </summary>
    /// <param name="tookEffect">Asked of each pending write in order.</param>
    public void Crash(Func<PendingOperation, bool> tookEffect) => Crash(Pending, tookEffect);

    /// <summary>The server dies that asked for these operations; see <see cref="Crash(Func{PendingOperation, bool})"/>.</summary>
    public void Crash(IReadOnlyCollection<PendingOperation> asked, Func<PendingOperation, bool> tookEffect)
    {
        lock (_gate)
        {
            foreach (var write in _pending.Where(p => asked.Contains(p) && p.IsWrite && tookEffect(p))) write.TakeEffect();
            _pending.RemoveAll(asked.Contains);
        }
    }

    /// <summary>Takes all snapshots away: it must lose nothing (O3).</summary>
    public void DropSnapshots()
    {
        lock (_gate) _snapshots.Clear();
    }

    /// <summary>Destroys a board: nothing of it is read or written from now on.</summary>
    public void Destroy(string board)
    {
        lock (_gate)
        {
            _destroyed.Add(board);
            _logs.Remove(board);
            _snapshots.Remove(board);
            _changed.Remove(board);
        }
    }

    /// <summary>A newer version of the server writes a commit of a form that this one does not know.</summary>
    public void NewerVersionWrites(string board)
    {
        lock (_gate)
        {
            var last = _logs[board][^1];
            Append(last with { Number = last.Number + 1, First = last.Last + 1, Last = last.Last + 1, Format = Commit.Version + 1 });
        }
    }

    /// <summary>The log as it is, at once and past every fault: for what a test asserts at the end.</summary>
    public IReadOnlyList<Commit> Log(string board)
    {
        lock (_gate) return LogAfter(board, 0, int.MaxValue);
    }

    public Task<bool> TryAppend(Commit commit, CancellationToken cancel)
    {
        var stored = StoredCommit.From(commit);
        return Ask(StoreOperation.Append, stored.Board, commit, () => Append(stored), cancel);
    }

    public Task<IReadOnlyList<Commit>> ReadCommits(string board, long after, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return Ask(StoreOperation.ReadCommits, board, null, () => LogAfter(board, after, most), cancel);
    }

    public Task<Snapshot?> ReadSnapshot(string board, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(board);
        return Ask(StoreOperation.ReadSnapshot, board, null, () => _snapshots.GetValueOrDefault(board)?.Read(), cancel);
    }

    public Task WriteSnapshot(Snapshot snapshot, CancellationToken cancel)
    {
        var stored = StoredSnapshot.From(snapshot);
        return Ask(StoreOperation.WriteSnapshot, stored.Board, null, () => Keep(stored), cancel);
    }

    public Task<ChangedBoards> ReadChanged(string? token, int most, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1000);
        var after = 0L;
        if (token is not null && !long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new ArgumentException("The token is none of this store's.", nameof(token));
        return Ask(StoreOperation.ReadChanged, null, null, () => ChangedAfter(token, after, most), cancel);
    }

    private Task<T> Ask<T>(StoreOperation kind, string? board, Commit? commit, Func<T> effect, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        var operation = new PendingOperation<T>(kind, board, commit, effect);
        if (AutoRelease)
        {
            End(operation, NextFault(operation));
            return operation.Answered;
        }

        lock (_gate) _pending.Add(operation);
        cancel.UnsafeRegister(_ => TakeBack(operation, cancel), null);
        return operation.Answered;
    }

    private StoreFault NextFault(PendingOperation operation)
    {
        lock (_gate) return operation.IsWrite && _script.TryDequeue(out var fault) ? fault : StoreFault.None;
    }

    private void TakeBack(PendingOperation operation, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!_pending.Remove(operation)) return;
        }

        operation.Cancel(cancel);
    }

    private void End(PendingOperation operation, StoreFault fault)
    {
        if (!IsAvailable) fault = StoreFault.Before;
        if (fault != StoreFault.Before)
        {
            lock (_gate) operation.TakeEffect();
        }

        // Outside of the lock: the caller goes on inside these calls and may ask for more.
        if (fault == StoreFault.None) operation.Answer();
        else operation.Fail(new StoreUnavailableException("The store did not answer."));
    }

    private bool Append(StoredCommit commit)
    {
        RequireThere(commit.Board);
        var log = _logs.GetValueOrDefault(commit.Board) ?? [];
        if (commit.Number <= log.Count) return false;
        if (commit.Number > log.Count + 1) throw new ArgumentException($"Commit {commit.Number} would leave a gap after {log.Count}.", nameof(commit));
        log.Add(commit);
        _logs[commit.Board] = log;
        _changed[commit.Board] = ++_clock;
        return true;
    }

    private bool Keep(StoredSnapshot snapshot)
    {
        if (_destroyed.Contains(snapshot.Board)) return false;
        if (_snapshots.TryGetValue(snapshot.Board, out var kept) && kept.Number > snapshot.Number) return false;
        _snapshots[snapshot.Board] = snapshot;
        return true;
    }

    private void RequireThere(string board)
    {
        if (_destroyed.Contains(board)) throw new BoardDestroyedException(board);
    }

    private IReadOnlyList<Commit> LogAfter(string board, long after, int most)
    {
        RequireThere(board);
        return [.. (_logs.GetValueOrDefault(board) ?? []).Where(c => c.Number > after).Take(most).Select(c => c.Read())];
    }

    private ChangedBoards ChangedAfter(string? token, long after, int most)
    {
        var changed = _changed.Where(c => c.Value > after).OrderBy(c => c.Value).Take(most).ToList();
        return changed is [.., var last]
            ? new([.. changed.Select(c => new ChangedBoard(c.Key, _logs[c.Key].Count))], last.Value.ToString(CultureInfo.InvariantCulture))
            : new([], token);
    }
}

using MappingBoard.Server.Ports;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// How what waits becomes durable: everything that waits goes into one commit, the commit to the store, and only then is
/// it the ledger (O2). The one place that changes the ledger of a room; what came of it is told to the room. Used by its
/// room's loop alone, but for <see cref="Durable"/> and <see cref="HasWork"/>.
/// </summary>
internal sealed class CommitPipeline
{
    private readonly BoardLog _log;
    private readonly IBoardBus _bus;
    private readonly ISnapshotKeeper _snapshots;
    private readonly RoomOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RoomInbox _inbox;
    private readonly ICommitFollower _follower;
    private readonly PendingQueue _line;
    private volatile Ledger _durable;
    private volatile bool _hasWork;
    private bool _knowsHistory;
    private long _sinceSnapshot;
    private DateTimeOffset _lastAt;

    /// <param name="board">The board where its log stands.</param>
    /// <param name="log">Its log.</param>
    /// <param name="bus">Told of every commit of ours.</param>
    /// <param name="snapshots">Keeps a snapshot now and then.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="time">Stamps every commit (O4).</param>
    /// <param name="logger">See <see cref="RoomLog"/>.</param>
    /// <param name="inbox">Where the store's answers come back.</param>
    /// <param name="follower">Told of every commit that is durable, and of what came of what waited.</param>
    public CommitPipeline(
        LoadedBoard board,
        BoardLog log,
        IBoardBus bus,
        ISnapshotKeeper snapshots,
        RoomOptions options,
        TimeProvider time,
        ILogger logger,
        RoomInbox inbox,
        ICommitFollower follower)
    {
        (_durable, _sinceSnapshot, _lastAt) = board;
        _log = log;
        _bus = bus;
        _snapshots = snapshots;
        _options = options;
        _time = time;
        _logger = logger;
        _inbox = inbox;
        _follower = follower;
        _line = new(options);
    }

    /// <summary>The ledger as it is durable. Thread-safe.</summary>
    public Ledger Durable => _durable;

    /// <summary>Whether something waits for the store. Thread-safe.</summary>
    public bool HasWork => _hasWork;

    /// <summary>Whether one more of this person's may wait.</summary>
    public bool HasRoomFor(string by, int bytes) => _line.HasRoomFor(by, bytes);

    /// <summary>Puts something at the end of what waits.</summary>
    public void Add(PendingWork waiting) => _line.Add(waiting);

    /// <summary>Starts to write the next commit, or to learn what it needs. Nothing else may be under way.</summary>
    /// <returns>False when there is nothing to write.</returns>
    public bool TryWriteNext()
    {
        if (_line.IsEmpty) return false;
        if (!_knowsHistory && _line.NeedsHistory(_durable)) _ = _inbox.Begin(LearnHistory);
        else Draft();
        return true;
    }

    /// <summary>Says whether something waits, once nothing more is begun.</summary>
    public void NoteWork() => _hasWork = _line.HoldsAny;

    /// <summary>Takes in commits that others wrote, which follow the ledger.</summary>
    public void Replay(IReadOnlyList<Commit> commits)
    {
        foreach (var commit in commits)
        {
            var (after, seen) = _durable.Follow(commit, CommitHash.Of(commit));
            TakeIn(commit, after, seen);
        }
    }

    public void KeepSnapshotWhenDue()
    {
        if (_sinceSnapshot >= _options.SnapshotEvery) KeepSnapshot();
    }

    /// <summary>Keeps a snapshot of what no snapshot holds.</summary>
    public void KeepSnapshot()
    {
        if (_sinceSnapshot == 0) return;
        _sinceSnapshot = 0;
        _snapshots.Keep(_durable);
    }

    /// <summary>The room ends; nothing comes of what waits.</summary>
    public void GiveUp()
    {
        _line.GiveUp();
        _hasWork = false;
    }

    private void Draft()
    {
        var draft = new CommitDraft(_durable, Now());
        var next = _line.Next();
        for (var i = 0; i < next.Count && !draft.IsFull; i++)
        {
            next[i].Take(draft);
            if (draft.IsFull) _line.PutBack(i);
        }

        if (draft.IsEmpty)
        {
            Settle();
            return;
        }

        var (commit, after) = draft.Finish();
        var seen = draft.Seen();
        _ = _inbox.Begin(() => Write(commit, after, seen));
    }

    private async Task<Action> Write(Commit commit, Ledger after, SeenCommit seen)
    {
        using var span = RoomTelemetry.Commit(_line.Taken);
        var appended = await _log.Append(commit, after.Hash);
        RoomTelemetry.Wrote(commit, appended.Ours);
        return () =>
        {
            if (appended.Ours)
            {
                TakeIn(commit, after, seen);
                Settle();
                _bus.Publish(commit);
            }
            else
            {
                RoomLog.Overtaken(_logger, BoardTag.Of(_log.Board), commit.Number);
                _line.PutBack();
            }

            Replay(appended.Others);
        };
    }

    /// <summary>A commit is durable and follows the ledger: it is the ledger now, and the room is told (O2).</summary>
    private void TakeIn(Commit commit, Ledger after, SeenCommit seen)
    {
        var before = _durable;
        _durable = after;
        _lastAt = commit.At;
        _follower.Committed(before, seen, after);
        _sinceSnapshot += commit.ChangeCount;
        KeepSnapshotWhenDue();
    }

    private void Settle()
    {
        foreach (var waiting in _line.Settled()) _follower.Settled(waiting);
    }

    private async Task<Action> LearnHistory()
    {
        var log = await _log.ReadAfter(0);
        return () =>
        {
            _durable = _durable.WithHistoryOf(log);
            _knowsHistory = true;
        };
    }

    /// <summary>The server's time, which never goes back within a log.</summary>
    private DateTimeOffset Now()
    {
        var now = _time.GetUtcNow();
        return now > _lastAt ? now : _lastAt;
    }
}

/// <summary>Who acts on what a <see cref="CommitPipeline"/> made durable.</summary>
internal interface ICommitFollower
{
    /// <summary>A commit is durable, whoever wrote it, and the ledger has it.</summary>
    void Committed(Ledger before, SeenCommit seen, Ledger after);

    /// <summary>Something that waited has become durable, or was decided without a commit. After <see cref="Committed"/>.</summary>
    void Settled(PendingWork waiting);
}

using System.Collections.Immutable;
using System.Text.Json;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Records;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>How what waits becomes durable.</summary>
public sealed partial class Room
{
    /// <summary>Something is on its way to the store or from it; the ledger stands still until it is back.</summary>
    private bool _busy;
    private bool _closing;
    private bool _done;
    private bool _ended;
    private bool _knowsHistory;
    private long _sinceSnapshot;
    private DateTimeOffset _lastAt;

    /// <summary>Starts the next thing that there is to do with the store, when nothing is under way.</summary>
    private void Advance()
    {
        while (!_busy)
        {
            FollowTheOthers();
            if (MustLook)
            {
                _ = Begin(CatchUp);
            }
            else if (_line.IsEmpty)
            {
                _done = _closing;
                break;
            }
            else if (!_knowsHistory && _line.NeedsHistory(_ledger))
            {
                _ = Begin(LearnHistory);
            }
            else
            {
                Draft();
            }
        }

        _hasWork = _line.HoldsAny;
    }

    private void Draft()
    {
        var draft = new CommitDraft(_ledger, Now());
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
        _ = Begin(() => Write(commit, after));
    }

    private async Task<Action> Write(Commit commit, Ledger after)
    {
        using var span = RoomTelemetry.Commit(_line.Taken);
        var appended = await _log.Append(commit, after.Hash);
        RoomTelemetry.Wrote(commit, appended.Ours);
        return () =>
        {
            if (appended.Ours)
            {
                TakeIn(commit, after);
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

    /// <summary>A commit is durable and follows the ledger: it is the ledger now, and everybody is told (O2).</summary>
    private void TakeIn(Commit commit, Ledger after)
    {
        var before = _ledger;
        _ledger = after;
        _lastAt = commit.At;
        _streams.Send(before, commit, after);
        _durable = after;
        if (!ReferenceEquals(before.Board.Participants, after.Board.Participants))
        {
            SeeOffThoseWhoLeft();
            TellNewChairs();
            PlaceThoseElsewhere();
        }

        ShowPresenceAsSeenNow();
        _sinceSnapshot += commit.ChangeCount;
        KeepSnapshotWhenDue();
    }

    private void Settle()
    {
        foreach (var waiting in _line.Settled())
        {
            waiting.Tell(_streams);
            RoomTelemetry.Answered(waiting);
        }
    }

    private void Replay(IReadOnlyList<Commit> commits)
    {
        foreach (var commit in commits) TakeIn(commit, _ledger.Replay(commit, CommitHash.Of(commit)));
    }

    private async Task<Action> CatchUp()
    {
        BeginToLook();
        var commits = await _log.ReadAfter(_ledger.Number);
        return () =>
        {
            Replay(commits);
            HasLooked();
        };
    }

    private async Task<Action> LearnHistory()
    {
        var log = await _log.ReadAfter(0);
        return () =>
        {
            _ledger = _ledger.WithHistoryOf(log);
            _knowsHistory = true;
        };
    }

    private void KeepSnapshotWhenDue()
    {
        if (_sinceSnapshot >= _options.SnapshotEvery) KeepSnapshot();
    }

    private void KeepSnapshot()
    {
        if (_sinceSnapshot == 0) return;
        _sinceSnapshot = 0;
        _snapshots.Keep(_ledger);
    }

    /// <summary>The server's time, which never goes back within a log.</summary>
    private DateTimeOffset Now()
    {
        var now = _time.GetUtcNow();
        return now > _lastAt ? now : _lastAt;
    }

    private static int SizeOf(ImmutableArray<Change> changes) =>
        changes.Sum(c => JsonSerializer.SerializeToUtf8Bytes(c, BoardJson.Default.Change).Length);
}

using System.Collections.Immutable;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms.Delivery;

/// <summary>
/// The way of the frames of those who are in the same circles from their room to the outboxes of its pages, at its own pace: a frame carries every
/// commit that came since the one before (G4). Authors do not wait for it: each gets the answer, and just after it all up
/// to their own changes. So nobody's writing depends on what others get, and what only an author gets makes nobody wait
/// (V5). Used by its room's loop alone.
/// </summary>
internal sealed class SetLane : IDisposable
{
    /// <summary>A frame with so many changes goes out whatever the pace: it is large enough.</summary>
    private const int MostChanges = 1_000;

    private readonly CircleSet _set;
    private readonly RoomConnections _connections;
    private readonly TimeProvider _time;
    private readonly FramePace _pace;
    private readonly ITimer _timer;

    /// <summary>What waits for the next frame.</summary>
    private readonly List<(StreamNumbers Before, SeenCommit Seen)> _commits = [];

    /// <summary>How many of those a page has already; none where it is not in here.</summary>
    private readonly Dictionary<RoomConnection, int> _ahead = [];
    private readonly List<(PersonPresence Person, RoomConnection? ExceptFor)> _presence = [];
    private int _changes;
    private bool _isTimed;

    /// <param name="set">Whose lane it is: the circles that they are in.</param>
    /// <param name="connections">The pages in the room, in whatever circles.</param>
    /// <param name="options">The pace.</param>
    /// <param name="time">The clock.</param>
    /// <param name="inbox">Where the lane's timer comes back to.</param>
    public SetLane(CircleSet set, RoomConnections connections, RoomOptions options, TimeProvider time, RoomInbox inbox)
    {
        _set = set;
        _connections = connections;
        _time = time;
        _pace = new(time, options);
        _timer = time.CreateTimer(_ => inbox.Post(Due), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A commit is durable. What they have in common of it goes out now, or with what follows.</summary>
    /// <param name="before">The numbers of the streams before it.</param>
    /// <param name="seen">What viewers get of it.</param>
    public void Take(StreamNumbers before, SeenCommit seen)
    {
        _commits.Add((before, seen));
        foreach (var (replica, by, answer) in seen.Answers)
        {
            if (_connections.Of(replica) is not { } author || author.Participant != by || author.Set != _set) continue;
            author.Outbox.TryWrite(new Answered(answer));
            CatchUp(author);
        }

        if (!seen.Own.IsEmpty)
        {
            foreach (var connection in Pages.Where(s => seen.Own.ContainsKey(s.Participant))) CatchUp(connection);
        }

        if (seen.For(_set) is { IsEmpty: false } common)
        {
            _changes += common.Sum(b => b.Changes.Length);
            GoOn();
        }
        else
        {
            // Whoever gets anything of it has it: for the others it is as if it had not been.
            _commits.RemoveAt(_commits.Count - 1);
            foreach (var connection in _ahead.Keys) _ahead[connection] = Math.Min(_ahead[connection], _commits.Count);
        }
    }

    /// <summary>A page gets all that waits for the next frame, before it.</summary>
    public void CatchUp(RoomConnection connection)
    {
        if (FrameFor(connection) is { } frame) connection.Outbox.TryWrite(frame);
        HasAll(connection);
    }

    /// <summary>A page knows everything up to now: it came just now, or was told.</summary>
    public void HasAll(RoomConnection connection) => _ahead[connection] = _commits.Count;

    /// <summary>Says to their pages, but one, what a person is doing: after what waits, which it may be about.</summary>
    public void Show(PersonPresence person, RoomConnection? exceptFor)
    {
        _presence.Add((person, exceptFor));
        if (_commits.Count == 0) ShowThose();
    }

    /// <summary>Sends what waits, whatever the pace.</summary>
    public void Flush()
    {
        if (_isTimed) _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _isTimed = false;
        if (_commits.Count > 0)
        {
            var began = _time.GetTimestamp();
            Send();
            _pace.Sent(began);
        }

        ShowThose();
    }

    public void Dispose() => _timer.Dispose();

    private IEnumerable<RoomConnection> Pages => _connections.All.Where(s => s.Set == _set);

    /// <summary>Sends what waits when it may go; otherwise the timer comes back.</summary>
    private void GoOn()
    {
        var wait = _changes < MostChanges ? _pace.Wait : TimeSpan.Zero;
        if (wait <= TimeSpan.Zero)
        {
            Flush();
        }
        else if (!_isTimed)
        {
            // Timers know whole milliseconds.
            _isTimed = true;
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    private void Due()
    {
        _isTimed = false;
        if (_commits.Count > 0) GoOn();
    }

    /// <summary>The bytes are made once for all who stand at the same number and lack the same.</summary>
    private void Send()
    {
        var frames = new Dictionary<(int Has, long From), Envelope>();
        var personal = _commits.SelectMany(c => c.Seen.Own.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var connection in Pages)
        {
            if (personal.Contains(connection.Participant))
            {
                CatchUp(connection);
                continue;
            }

            var has = _ahead.GetValueOrDefault(connection);
            if (has == _commits.Count) continue;
            var key = (has, From(connection, has));
            if (!frames.TryGetValue(key, out var frame)) frames.Add(key, frame = FrameFor(connection)!);
            connection.Outbox.TryWrite(frame);
        }

        _commits.Clear();
        _ahead.Clear();
        _changes = 0;
    }

    /// <summary>What waits and a page does not have yet; null for nothing.</summary>
    private Envelope? FrameFor(RoomConnection connection)
    {
        var has = _ahead.GetValueOrDefault(connection);
        if (has == _commits.Count) return null;
        ImmutableArray<StreamBatch> batches = has == _commits.Count - 1
            ? _commits[has].Seen.For(connection.Participant, _set)
            : [.. _commits.Skip(has).SelectMany(c => c.Seen.For(connection.Participant, _set))];
        return batches.IsEmpty ? null : new(new Committed(From(connection, has), batches));
    }

    private long From(RoomConnection connection, int has) => _commits[has].Before.Of(connection.Participant, _set) + 1;

    private void ShowThose()
    {
        foreach (var (person, exceptFor) in _presence)
        {
            foreach (var connection in Pages.Where(s => !ReferenceEquals(s, exceptFor))) connection.Outbox.Show(person);
        }

        _presence.Clear();
    }
}

/// <summary>
/// How soon one frame may follow another (G4). A frame that finds its lane quiet goes out at once; after it there is
/// a pause that is a multiple of what giving it out cost, so that a busy room spends a bounded part of its time on
/// sending, whatever its size, and one frame carries what came meanwhile. Counts one lane's frames and nothing else,
/// so that nobody's pace tells of what they do not see (V5). Used by its room's loop alone.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="options">How long the pause is.</param>
internal sealed class FramePace(TimeProvider time, RoomOptions options)
{
    private long _pausesSince;
    private TimeSpan _pause;

    /// <summary>How long the next frame still has to wait; zero or less when it may go out.</summary>
    public TimeSpan Wait => _pause == TimeSpan.Zero ? TimeSpan.Zero : _pause - time.GetElapsedTime(_pausesSince);

    /// <summary>A frame went out.</summary>
    /// <param name="began">When giving it out began.</param>
    public void Sent(long began)
    {
        _pausesSince = time.GetTimestamp();
        var pause = time.GetElapsedTime(began, _pausesSince) * options.FramePauseTimes;
        if (pause < options.FramePauseLeast) pause = options.FramePauseLeast;
        _pause = pause < options.FramePauseMost ? pause : options.FramePauseMost;
    }
}

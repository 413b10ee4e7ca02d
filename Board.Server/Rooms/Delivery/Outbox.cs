using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms.Delivery;

/// <summary>
/// What waits to be sent to one connection (B1). Writing never waits; a reader that falls behind past the bounds is
/// dropped, and its replica resumes. Presence is kept apart: the latest of each person, at most every
/// <see cref="OutboxOptions.PresenceInterval"/>, and only when nothing else waits (B3). Any number of threads write, one reads.
/// </summary>
public sealed class Outbox : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OutboxOptions _bounds;
    private readonly TimeProvider _time;
    private readonly Action? _onDrop;
    private readonly Queue<Envelope> _messages = new();
    private readonly Dictionary<string, PersonPresence> _presence = new(StringComparer.Ordinal);
    private TaskCompletionSource? _reader;
    private ITimer? _presenceTimer;
    private long _presenceSentAt;
    private bool _presenceWasSent;
    private long _bytes;
    private bool _ending;
    private bool _dropped;

    /// <param name="bounds">How far the reader may fall behind.</param>
    /// <param name="time">For the pace of presence.</param>
    /// <param name="onDrop">Called once when the outbox is dropped, on the writer's thread: ends a send that hangs. Must not wait.</param>
    public Outbox(OutboxOptions bounds, TimeProvider time, Action? onDrop = null)
    {
        _bounds = bounds;
        _time = time;
        _onDrop = onDrop;
    }

    /// <summary>Whether it was dropped: nothing more comes out of it.</summary>
    public bool IsDropped
    {
        get
        {
            lock (_gate) return _dropped;
        }
    }

    /// <summary>Whether it takes nothing more in.</summary>
    public bool IsEnding
    {
        get
        {
            lock (_gate) return _ending || _dropped;
        }
    }

    /// <summary>Puts a message at the end.</summary>
    /// <returns>False when the connection is no more, or now is dropped for having fallen behind.</returns>
    public bool TryWrite(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        lock (_gate)
        {
            if (_dropped || _ending) return false;
            if (_messages.Count < _bounds.Messages && (_messages.Count == 0 || _bytes + envelope.Size <= _bounds.Bytes))
            {
                _messages.Enqueue(envelope);
                _bytes += envelope.Size;
                RoomTelemetry.Queued(_messages.Count);
                Wake();
                return true;
            }
        }

        RoomTelemetry.DroppedBehind();
        Drop();
        return false;
    }

    /// <summary>Puts a message at the end that is for this connection alone.</summary>
    public bool TryWrite(ServerMessage message) => TryWrite(new Envelope(message));

    /// <summary>Says what a person is doing, in place of what was said of them before and not yet sent.</summary>
    public void Show(PersonPresence person)
    {
        ArgumentNullException.ThrowIfNull(person);
        lock (_gate)
        {
            if (_dropped || _ending) return;
            _presence[person.Participant] = person;
            if (_messages.Count == 0) Wake();
        }
    }

    /// <summary>Sends a last message, after those that wait, and ends.</summary>
    public void Close(Closed last)
    {
        TryWrite(last);
        End();
    }

    /// <summary>Ends after what waits.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ending = true;
            Wake();
        }
    }

    /// <summary>Ends at once; what waits is thrown away.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            if (_dropped) return;
            _dropped = true;
            _messages.Clear();
            _presence.Clear();
            _presenceTimer?.Dispose();
            Wake();
        }

        _onDrop?.Invoke();
    }

    /// <summary>The next message, when there is one; null at the end. One reader.</summary>
    public async ValueTask<Envelope?> Read()
    {
        while (true)
        {
            Task something;
            lock (_gate)
            {
                if (_messages.TryDequeue(out var next))
                {
                    _bytes -= next.Size;
                    return next;
                }

                if (_dropped || _ending) return null;
                if (TakePresence() is { } presence) return presence;
                _reader = new(TaskCreationOptions.RunContinuationsAsynchronously);
                something = _reader.Task;
            }

            await something;
        }
    }

    public void Dispose() => Drop();

    private Envelope? TakePresence()
    {
        if (_presence.Count == 0) return null;
        var due = _presenceWasSent ? _bounds.PresenceInterval - _time.GetElapsedTime(_presenceSentAt) : TimeSpan.Zero;
        if (due > TimeSpan.Zero)
        {
            _presenceTimer ??= _time.CreateTimer(_ => WakeForPresence(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _presenceTimer.Change(due, Timeout.InfiniteTimeSpan);
            return null;
        }

        var people = new PresenceChanged([.. _presence.Values]);
        _presence.Clear();
        _presenceSentAt = _time.GetTimestamp();
        _presenceWasSent = true;
        return new(people);
    }

    private void WakeForPresence()
    {
        lock (_gate) Wake();
    }

    private void Wake()
    {
        _reader?.TrySetResult();
        _reader = null;
    }
}

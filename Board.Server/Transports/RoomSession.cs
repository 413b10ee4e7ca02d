using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Transports;

/// <summary>
/// A page's stay in its room: keeps the room open, holds the page to its pace, and turns away what no room should have
/// to look at. Thread-safe.
/// </summary>
public sealed class RoomSession : IDisposable
{
    /// <summary>When a page sends too fast: when to send again, in milliseconds.</summary>
    private const int SlowDownMs = 500;

    private readonly RoomConnection _connection;
    private readonly RoomLease _lease;
    private readonly PagePace _pace;
    private volatile bool _isShowing;

    internal RoomSession(string board, RoomConnection connection, RoomLease lease, PagePace pace)
    {
        Board = board;
        _connection = connection;
        _lease = lease;
        _pace = pace;
    }

    public string Board { get; }

    public string Participant => _connection.Participant;

    /// <summary>Whether a message may be looked at now. If not, the page was told so, or dropped because it floods the room.</summary>
    /// <param name="batch">The batch's number, for the answer; 0 for any other message.</param>
    /// <param name="bytes">Its size as JSON; 0 for a message that writes nothing.</param>
    public bool Admits(long batch, int bytes = 0)
    {
        var admission = _pace.Ask(bytes);
        if (admission == PaceVerdict.TooSoon) _connection.Outbox.TryWrite(new SlowDown(batch, SlowDownMs));
        if (admission == PaceVerdict.Flood) DropFlood();
        return admission == PaceVerdict.Admitted;
    }

    /// <summary>Sends a batch that was admitted. Answered in the outbox.</summary>
    /// <param name="batch">What the page sent.</param>
    /// <param name="bytes">Its size as JSON.</param>
    public void Submit(Batch batch, int bytes) => _lease.Room.Submit(_connection, batch, bytes);

    /// <summary>Says what the person is doing. Past the pace it is let go of, except that they stopped.</summary>
    public void Show(ShowRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var admission = _pace.Ask();
        if (admission == PaceVerdict.Flood) DropFlood();
        var shows = request.Writing is not null;
        if (shows ? admission != PaceVerdict.Admitted : !_isShowing) return;
        _isShowing = shows;
        _lease.Room.Show(_connection, request);
    }

    /// <summary>The page is gone.</summary>
    public void Dispose()
    {
        _lease.Room.Leave(_connection);
        _lease.Dispose();
    }

    private void DropFlood()
    {
        if (!_connection.Outbox.IsDropped) RoomTelemetry.DroppedFlood();
        _connection.Outbox.Drop();
    }
}

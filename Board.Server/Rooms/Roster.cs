using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// Who is at a board: lets pages in and sees them off, and says who is here and who is writing where, to the pages of the
/// room and to other servers (B3). Each is authorised against the board as it is now (V6). Used by its room's loop alone.
/// </summary>
internal sealed class Roster
{
    private static readonly TimeSpan SaysAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HasEnded = TimeSpan.FromSeconds(16);

    private readonly string _board;
    private readonly RoomConnections _connections;
    private readonly Broadcaster _broadcaster;
    private readonly Func<Ledger> _ledger;
    private readonly IBoardBus _bus;
    private readonly RoomOptions _options;
    private readonly TimeProvider _time;
    private readonly Presence _presence = new();
    private readonly RemotePresence _remote = new();

    /// <summary>Pages that came and wait until the room has looked into the log.</summary>
    private readonly HashSet<RoomConnection> _arriving = [];
    private bool _peopleChanged;
    private long _saidAt;

    /// <param name="board">The board's id.</param>
    /// <param name="connections">The pages in the room; this roster alone changes them.</param>
    /// <param name="broadcaster">The way to them.</param>
    /// <param name="ledger">The ledger as it is durable.</param>
    /// <param name="bus">The other servers.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="time">The clock.</param>
    public Roster(string board, RoomConnections connections, Broadcaster broadcaster, Func<Ledger> ledger, IBoardBus bus, RoomOptions options, TimeProvider time)
    {
        _board = board;
        _connections = connections;
        _broadcaster = broadcaster;
        _ledger = ledger;
        _bus = bus;
        _options = options;
        _time = time;
        _saidAt = time.GetTimestamp();
    }

    /// <summary>The pages that are here or on their way in.</summary>
    public IEnumerable<RoomConnection> Pages => _connections.All.Concat(_arriving);

    /// <summary>A page came that may only be let in after a look into the log.</summary>
    public void Arrive(RoomConnection connection) => _arriving.Add(connection);

    /// <summary>The look is done. A page that is gone by now has not arrived.</summary>
    public bool HasArrived(RoomConnection connection) => _arriving.Remove(connection);

    /// <summary>Lets a page in, or tells it why not. It gets all that it missed, and from then on everything (B2).</summary>
    /// <param name="connection">The page.</param>
    /// <param name="stream">The last stream number that it has; 0 for nothing.</param>
    /// <returns>Whether it is in.</returns>
    public bool LetIn(RoomConnection connection, long stream)
    {
        if (Refused(connection) is { } closed)
        {
            connection.Outbox.Close(closed);
            return false;
        }

        if (_connections.Of(connection.Replica) is { } earlier)
        {
            // The same page over a new connection; the server has not noticed yet that the old one is dead.
            SeeOff(earlier);
            earlier.Outbox.Drop();
        }

        var ledger = _ledger();
        connection.Set = ledger.Board.SetOf(connection.Participant);
        _connections.Add(connection);
        _broadcaster.Subscribe(connection);
        _presence.Came(connection);
        _peopleChanged = true;
        var (missed, snapshot) = _broadcaster.Since(connection, stream, ledger);
        var answer = ledger.Replicas.GetValueOrDefault(connection.Replica)?.Answer;
        var everybody = _presence.SeenBy(connection.Set, ledger);
        connection.Outbox.TryWrite(new Welcome(connection.Participant, ledger.StreamOf(connection.Participant), missed, everybody, _time.GetUtcNow(), snapshot, answer, WireVersion.Current, ProjectionVersion.Current));
        TellOf(connection.Participant, exceptFor: connection);
        return true;
    }

    /// <summary>A page is gone.</summary>
    public void SeeOff(RoomConnection connection)
    {
        _arriving.Remove(connection);
        if (!_connections.Remove(connection)) return;
        _presence.Went(connection);
        _peopleChanged = true;
        TellOf(connection.Participant, exceptFor: connection);
    }

    /// <summary>Sends those away who are not at the meeting any more, once they have what was said to the others.</summary>
    public void SeeOffThoseWhoLeft()
    {
        foreach (var connection in _connections.All.Where(s => !IsAtTheMeeting(s)).ToList())
        {
            SeeOff(connection);
            connection.Outbox.Close(_ledger().Board.Participant(connection.Participant) is { SentOut: not null } ? CloseReasons.SentOut : CloseReasons.Left);
        }
    }

    /// <summary>A page that is not in the room, or whose person has left the meeting meanwhile, changes nothing.</summary>
    public bool MaySpeak(RoomConnection connection) => _connections.Has(connection) && IsAtTheMeeting(connection);

    /// <summary>A page says what its person is doing.</summary>
    public void Show(RoomConnection connection, ShowRequest request)
    {
        if (!MaySpeak(connection)) return;
        _presence.Shows(connection, request);
        _peopleChanged = true;
        TellOf(connection.Participant, exceptFor: null);
    }

    /// <summary>What people see of each other's writing follows what they see of the board.</summary>
    public void ShowWritingAsSeenNow()
    {
        foreach (var writer in _presence.Writers) TellOf(writer, exceptFor: null);
    }

    /// <summary>Another server says who is in its room.</summary>
    public void Hear(string server, PeopleHere people)
    {
        var isNew = _remote.Hear(server, people, _time.GetTimestamp());
        _peopleChanged |= isNew;
        PlaceThoseElsewhere();
    }

    public void PlaceThoseElsewhere()
    {
        foreach (var participant in _remote.Place(_presence, _ledger().Board)) TellOf(participant, exceptFor: null);
    }

    /// <summary>Time has passed: servers that say nothing any more are forgotten, and the others are told again who is here.</summary>
    public void GoRound()
    {
        _peopleChanged |= _connections.All.Count > 0 && _time.GetElapsedTime(_saidAt) >= SaysAgain;
        if (_remote.Forget(at => _time.GetElapsedTime(at) >= HasEnded)) PlaceThoseElsewhere();
    }

    /// <summary>Tells the other servers who is here, when that has changed or was said some time ago.</summary>
    public void SayWhoIsHere()
    {
        if (!_peopleChanged || _bus.State == BusState.Alone) return;
        _peopleChanged = false;
        _saidAt = _time.GetTimestamp();
        _bus.Publish(new PeopleHere(_board, [.. _presence.Here.Select(connection => new PageHere(connection.Participant, connection.Shows))]));
    }

    /// <summary>The room has ended.</summary>
    public void SayNobodyIsHere()
    {
        if (_bus.State != BusState.Alone) _bus.Publish(new PeopleHere(_board, []));
    }

    private Closed? Refused(RoomConnection connection)
    {
        if (!IsAtTheMeeting(connection)) return CloseReasons.NotHere;
        if (_ledger().Replicas.TryGetValue(connection.Replica, out var known) && known.By != connection.Participant) return CloseReasons.NotYourReplica;
        if (_connections.Of(connection.Replica) is { } earlier) return earlier.Participant == connection.Participant ? null : CloseReasons.NotYourReplica;
        if (_connections.All.Count >= _options.Pages) return CloseReasons.RoomFull;
        return _presence.PagesOf(connection.Participant) >= _options.PagesPerPerson ? CloseReasons.TooManyPages : null;
    }

    private bool IsAtTheMeeting(RoomConnection connection) => _ledger().Board.Participant(connection.Participant) is { LeftAt: null };

    /// <summary>Tells those who are in the same circles of one person, when what they see of them has changed.</summary>
    private void TellOf(string participant, RoomConnection? exceptFor)
    {
        foreach (var set in _broadcaster.Sets)
        {
            if (_presence.News(participant, set, _ledger()) is { } person) _broadcaster.Show(person, set, exceptFor);
        }
    }
}

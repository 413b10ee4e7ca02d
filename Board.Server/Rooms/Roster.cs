using MappingBoard.Server.Bus;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Records;
using MappingBoard.Shared.Sync;

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
    private readonly Seats _seats;
    private readonly Broadcaster _broadcaster;
    private readonly Func<Ledger> _ledger;
    private readonly IBoardBus _bus;
    private readonly RoomOptions _options;
    private readonly TimeProvider _time;
    private readonly Presence _presence = new();
    private readonly Elsewhere _elsewhere = new();

    /// <summary>Pages that came and wait until the room has looked into the log.</summary>
    private readonly HashSet<Seat> _arriving = [];
    private bool _peopleChanged;
    private long _saidAt;

    /// <param name="board">The board's id.</param>
    /// <param name="seats">The pages in the room; this roster alone changes them.</param>
    /// <param name="broadcaster">The way to them.</param>
    /// <param name="ledger">The ledger as it is durable.</param>
    /// <param name="bus">The other servers.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="time">The clock.</param>
    public Roster(string board, Seats seats, Broadcaster broadcaster, Func<Ledger> ledger, IBoardBus bus, RoomOptions options, TimeProvider time)
    {
        _board = board;
        _seats = seats;
        _broadcaster = broadcaster;
        _ledger = ledger;
        _bus = bus;
        _options = options;
        _time = time;
        _saidAt = time.GetTimestamp();
    }

    /// <summary>The pages that are here or on their way in.</summary>
    public IEnumerable<Seat> Pages => _seats.All.Concat(_arriving);

    /// <summary>A page came that may only be let in after a look into the log.</summary>
    public void Arrive(Seat seat) => _arriving.Add(seat);

    /// <summary>The look is done. A page that is gone by now has not arrived.</summary>
    public bool HasArrived(Seat seat) => _arriving.Remove(seat);

    /// <summary>Lets a page in, or tells it why not. It gets all that it missed, and from then on everything (B2).</summary>
    /// <param name="seat">The page.</param>
    /// <param name="stream">The last stream number that it has; 0 for nothing.</param>
    /// <returns>Whether it is in.</returns>
    public bool LetIn(Seat seat, long stream)
    {
        if (Refused(seat) is { } closed)
        {
            seat.Outbox.Close(closed);
            return false;
        }

        if (_seats.Of(seat.Replica) is { } earlier)
        {
            // The same page over a new connection; the server has not noticed yet that the old one is dead.
            SeeOff(earlier);
            earlier.Outbox.Drop();
        }

        var ledger = _ledger();
        seat.Audience = ledger.Board.AudienceOf(seat.Participant);
        _seats.Add(seat);
        _broadcaster.Subscribe(seat);
        _presence.Came(seat);
        _peopleChanged = true;
        var (missed, snapshot) = _broadcaster.Since(seat, stream, ledger);
        var answer = ledger.Replicas.GetValueOrDefault(seat.Replica)?.Answer;
        var everybody = _presence.SeenBy(seat.Audience, ledger);
        seat.Outbox.TryWrite(new Welcome(seat.Participant, ledger.StreamOf(seat.Participant), missed, everybody, _time.GetUtcNow(), snapshot, answer, WireVersion.Current, ProjectionVersion.Current));
        TellOf(seat.Participant, exceptFor: seat);
        return true;
    }

    /// <summary>A page is gone.</summary>
    public void SeeOff(Seat seat)
    {
        _arriving.Remove(seat);
        if (!_seats.Remove(seat)) return;
        _presence.Went(seat);
        _peopleChanged = true;
        TellOf(seat.Participant, exceptFor: seat);
    }

    /// <summary>Sends those away who are not at the meeting any more, once they have what was said to the others.</summary>
    public void SeeOffThoseWhoLeft()
    {
        foreach (var seat in _seats.All.Where(s => !IsAtTheMeeting(s)).ToList())
        {
            SeeOff(seat);
            seat.Outbox.Close(_ledger().Board.Participant(seat.Participant) is { SentOut: not null } ? Farewell.SentOut : Farewell.Left);
        }
    }

    /// <summary>A page that is not in the room, or whose person has left the meeting meanwhile, changes nothing.</summary>
    public bool MaySpeak(Seat seat) => _seats.Has(seat) && IsAtTheMeeting(seat);

    /// <summary>A page says what its person is doing.</summary>
    public void Show(Seat seat, ShowRequest request)
    {
        if (!MaySpeak(seat)) return;
        _presence.Shows(seat, request);
        _peopleChanged = true;
        TellOf(seat.Participant, exceptFor: null);
    }

    /// <summary>What people see of each other's writing follows what they see of the board.</summary>
    public void ShowWritingAsSeenNow()
    {
        foreach (var writer in _presence.Writers) TellOf(writer, exceptFor: null);
    }

    /// <summary>Another server says who is in its room.</summary>
    public void Hear(string server, PeopleHere people)
    {
        var isNew = _elsewhere.Hear(server, people, _time.GetTimestamp());
        _peopleChanged |= isNew;
        PlaceThoseElsewhere();
    }

    public void PlaceThoseElsewhere()
    {
        foreach (var participant in _elsewhere.Place(_presence, _ledger().Board)) TellOf(participant, exceptFor: null);
    }

    /// <summary>Time has passed: servers that say nothing any more are forgotten, and the others are told again who is here.</summary>
    public void GoRound()
    {
        _peopleChanged |= _seats.All.Count > 0 && _time.GetElapsedTime(_saidAt) >= SaysAgain;
        if (_elsewhere.Forget(at => _time.GetElapsedTime(at) >= HasEnded)) PlaceThoseElsewhere();
    }

    /// <summary>Tells the other servers who is here, when that has changed or was said some time ago.</summary>
    public void SayWhoIsHere()
    {
        if (!_peopleChanged || _bus.State == BusState.Alone) return;
        _peopleChanged = false;
        _saidAt = _time.GetTimestamp();
        _bus.Publish(new PeopleHere(_board, [.. _presence.Here.Select(seat => new PageHere(seat.Participant, seat.Shows))]));
    }

    /// <summary>The room has ended.</summary>
    public void SayNobodyIsHere()
    {
        if (_bus.State != BusState.Alone) _bus.Publish(new PeopleHere(_board, []));
    }

    private Closed? Refused(Seat seat)
    {
        if (!IsAtTheMeeting(seat)) return Farewell.NotHere;
        if (_ledger().Replicas.TryGetValue(seat.Replica, out var known) && known.By != seat.Participant) return Farewell.NotYourReplica;
        if (_seats.Of(seat.Replica) is { } earlier) return earlier.Participant == seat.Participant ? null : Farewell.NotYourReplica;
        if (_seats.All.Count >= _options.Pages) return Farewell.RoomFull;
        return _presence.PagesOf(seat.Participant) >= _options.PagesPerPerson ? Farewell.TooManyPages : null;
    }

    private bool IsAtTheMeeting(Seat seat) => _ledger().Board.Participant(seat.Participant) is { LeftAt: null };

    /// <summary>Tells each audience of one person, when what it sees of them has changed.</summary>
    private void TellOf(string participant, Seat? exceptFor)
    {
        foreach (var audience in Enum.GetValues<Audience>())
        {
            if (_presence.News(participant, audience, _ledger()) is { } person) _broadcaster.Show(person, audience, exceptFor);
        }
    }
}

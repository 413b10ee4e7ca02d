using System.Diagnostics;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Who is in the room, and what they send. Each message is authorised against the board as it is now (V6).</summary>
public sealed partial class Room
{
    /// <summary>When there is no room for one more batch: time for the store to come back, in milliseconds.</summary>
    private const int ComeAgainAfterMs = 1_000;

    private void Welcome(Seat seat, long stream)
    {
        if (Refused(seat) is { } closed)
        {
            seat.Outbox.Close(closed);
            return;
        }

        if (_streams.SeatOf(seat.Replica) is { } earlier)
        {
            // The same page over a new connection; the server has not noticed yet that the old one is dead.
            SeeOff(earlier);
            earlier.Outbox.Drop();
        }

        seat.Audience = _ledger.Board.AudienceOf(seat.Participant);
        _streams.Subscribe(seat);
        _presence.Came(seat);
        _peopleChanged = true;
        var (missed, snapshot) = _streams.Since(seat, stream, _ledger);
        var answer = _ledger.Replicas.GetValueOrDefault(seat.Replica)?.Answer;
        var everybody = _presence.SeenBy(seat.Audience, _ledger);
        seat.Outbox.TryWrite(new Welcome(seat.Participant, _ledger.StreamOf(seat.Participant), missed, everybody, _time.GetUtcNow(), snapshot, answer));
        TellOf(seat.Participant, exceptFor: seat);
        TellNewChairs();
    }

    private Closed? Refused(Seat seat)
    {
        if (!IsAtTheMeeting(seat)) return Farewell.NotHere;
        if (_ledger.Replicas.TryGetValue(seat.Replica, out var known) && known.By != seat.Participant) return Farewell.NotYourReplica;
        if (_streams.SeatOf(seat.Replica) is { } earlier) return earlier.Participant == seat.Participant ? null : Farewell.NotYourReplica;
        if (_streams.Seats.Count >= _options.Pages) return Farewell.RoomFull;
        return _presence.PagesOf(seat.Participant) >= _options.PagesPerPerson ? Farewell.TooManyPages : null;
    }

    private void SeeOff(Seat seat)
    {
        _atTheDoor.RemoveAll(w => ReferenceEquals(w.Seat, seat));
        if (!_streams.Unsubscribe(seat)) return;
        _presence.Went(seat);
        _peopleChanged = true;
        TellOf(seat.Participant, exceptFor: seat);
    }

    private void SeeOffThoseWhoLeft()
    {
        foreach (var seat in _streams.Seats.Where(s => !IsAtTheMeeting(s)).ToList())
        {
            SeeOff(seat);
            seat.Outbox.Close(_ledger.Board.Participant(seat.Participant) is { SentOut: not null } ? Farewell.SentOut : Farewell.Left);
        }
    }

    private void Take(Seat seat, Batch batch, int bytes, ActivityContext trace)
    {
        if (!MaySpeak(seat)) return;
        if (!_line.HasRoomFor(seat.Participant, bytes)) seat.Outbox.TryWrite(new SlowDown(batch.N, ComeAgainAfterMs));
        else _line.Add(new WaitingBatch(seat.Participant, seat.Replica, batch, bytes, fault => RoomLog.BatchBroke(_logger, BoardTag.Of(_log.Board), fault)) { Trace = trace });
    }

    private void ShowTo(Seat seat, ShowRequest request)
    {
        if (!MaySpeak(seat)) return;
        _presence.Shows(seat, request);
        _peopleChanged = true;
        TellOf(seat.Participant, exceptFor: null);
    }

    /// <summary>A page that is not in the room, or whose person has left the meeting meanwhile, changes nothing.</summary>
    private bool MaySpeak(Seat seat) => ReferenceEquals(_streams.SeatOf(seat.Replica), seat) && IsAtTheMeeting(seat);

    private bool IsAtTheMeeting(Seat seat) => _ledger.Board.Participant(seat.Participant) is { LeftAt: null };

    /// <summary>Tells each audience of one person, when what it sees of them has changed.</summary>
    private void TellOf(string participant, Seat? exceptFor)
    {
        foreach (var audience in Enum.GetValues<Audience>())
        {
            if (_presence.News(participant, audience, _ledger) is not { } person) continue;
            foreach (var seat in _streams.Seats)
            {
                if (seat.Audience == audience && !ReferenceEquals(seat, exceptFor)) seat.Outbox.Show(person);
            }
        }
    }

    /// <summary>What people see of each other's writing follows what they see of the board.</summary>
    private void ShowPresenceAsSeenNow()
    {
        foreach (var writer in _presence.Writers) TellOf(writer, exceptFor: null);
    }
}

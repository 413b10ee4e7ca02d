using System.Collections.Immutable;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Who waits outside: for the chairs alone (V1), and never part of the board.</summary>
public sealed partial class Room
{
    /// <summary>The chairs' pages that have the list as it is now.</summary>
    private readonly HashSet<Seat> _haveAsking = [];

    private ImmutableArray<JoinRequest> _asking = [];

    /// <summary>Those who wait are these, the oldest first. Chairs are told now, and when they come in or are made one.</summary>
    public void ShowAsking(ImmutableArray<JoinRequest> requests) => Post(() =>
    {
        if (_asking.SequenceEqual(requests)) return;
        _asking = requests;
        _haveAsking.Clear();
        SendAsking();
    });

    /// <summary>Somebody came in or was made a chair. A page that has not heard of anybody need not hear of nobody.</summary>
    private void TellNewChairs()
    {
        if (!_asking.IsEmpty) SendAsking();
    }

    private void SendAsking()
    {
        _haveAsking.RemoveWhere(seat => !ReferenceEquals(_streams.SeatOf(seat.Replica), seat));
        foreach (var seat in _streams.Seats)
        {
            if (_ledger.Board.Participant(seat.Participant) is { IsChair: true, IsAtTheMeeting: true } && _haveAsking.Add(seat))
                seat.Outbox.TryWrite(new Asking(_asking));
        }
    }
}

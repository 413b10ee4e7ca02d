using System.Collections.Immutable;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>Who asks to be let in: for the chairs alone (V1), and never part of the board. Used by its room's loop alone.</summary>
/// <param name="connections">The pages in the room.</param>
/// <param name="ledger">The ledger as it is durable.</param>
internal sealed class AskingList(RoomConnections connections, Func<Ledger> ledger)
{
    /// <summary>The chairs' pages that have the list as it is now.</summary>
    private readonly HashSet<RoomConnection> _have = [];

    private ImmutableArray<JoinRequest> _requests = [];

    /// <summary>Those who wait are these, the oldest first. Chairs are told.</summary>
    public void Show(ImmutableArray<JoinRequest> requests)
    {
        if (_requests.SequenceEqual(requests)) return;
        _requests = requests;
        _have.Clear();
        Send();
    }

    /// <summary>Somebody came in or was made a chair. A page that has not heard of anybody need not hear of nobody.</summary>
    public void TellNewChairs()
    {
        if (!_requests.IsEmpty) Send();
    }

    private void Send()
    {
        _have.RemoveWhere(connection => !connections.Has(connection));
        foreach (var connection in connections.All)
        {
            if (ledger().Board.Participant(connection.Participant) is { IsChair: true, IsAtTheMeeting: true } && _have.Add(connection))
                connection.Outbox.TryWrite(new Asking(_requests));
        }
    }
}

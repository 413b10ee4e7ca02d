namespace MappingBoard.Server.Rooms;

/// <summary>The open pages in a room, each known by its replica. Used by its room's loop alone.</summary>
internal sealed class Seats
{
    private readonly Dictionary<string, Seat> _seats = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Seat> All => _seats.Values;

    /// <summary>The page of this replica, when it is here.</summary>
    public Seat? Of(string replica) => _seats.GetValueOrDefault(replica);

    /// <summary>Whether this very page is here, and not one that came after it.</summary>
    public bool Has(Seat seat) => ReferenceEquals(Of(seat.Replica), seat);

    public void Add(Seat seat) => _seats.Add(seat.Replica, seat);

    /// <returns>Whether it was here.</returns>
    public bool Remove(Seat seat) => Has(seat) && _seats.Remove(seat.Replica);
}

namespace MappingBoard.Server.Rooms;

/// <summary>The open pages in a room, each known by its replica. Used by its room's loop alone.</summary>
internal sealed class RoomConnections
{
    private readonly Dictionary<string, RoomConnection> _connections = new(StringComparer.Ordinal);

    public IReadOnlyCollection<RoomConnection> All => _connections.Values;

    /// <summary>The page of this replica, when it is here.</summary>
    public RoomConnection? Of(string replica) => _connections.GetValueOrDefault(replica);

    /// <summary>Whether this very page is here, and not one that came after it.</summary>
    public bool Has(RoomConnection connection) => ReferenceEquals(Of(connection.Replica), connection);

    public void Add(RoomConnection connection) => _connections.Add(connection.Replica, connection);

    /// <returns>Whether it was here.</returns>
    public bool Remove(RoomConnection connection) => Has(connection) && _connections.Remove(connection.Replica);
}

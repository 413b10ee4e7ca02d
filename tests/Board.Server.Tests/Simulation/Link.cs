using System.Text.Json;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Tests.Simulation;

/// <summary>
/// One connection between a page and the server: ordered both ways, as TCP is, with whatever is on the way in queues.
/// After the page has given it up, what it sent may still arrive, late and beside a newer connection.
/// </summary>
internal sealed class Link
{
    private readonly SimulatedServer _server;
    private readonly RoomConnection _connection;

    public Link(SimulatedServer server, string participant, EnterRequest position)
    {
        _server = server;
        var bounds = new OutboxOptions { Messages = 16, PresenceInterval = TimeSpan.Zero };
        _connection = new(participant, position.Replica, new(bounds, server.Time, () => IsDropped = true));
        ToServer.Enqueue(() => server.Room.Enter(_connection, position.Stream));
        server.Start(Drain);
    }

    public Queue<Action> ToServer { get; } = new();

    public Queue<string> ToPage { get; } = new();

    /// <summary>The page reads nothing for a while; the server's outbox fills (B1).</summary>
    public bool IsStalled { get; private set; }

    /// <summary>The server has dropped it.</summary>
    public bool IsDropped { get; private set; }

    public SimulatedServer Server => _server;

    public void Send(Batch batch)
    {
        var json = JsonSerializer.SerializeToElement(batch, BoardJson.Default.Batch);
        ToServer.Enqueue(() => _server.Room.Submit(_connection, BoardJson.ReadBatch(json), json.GetRawText().Length));
    }

    /// <summary>The next thing that the page sent arrives.</summary>
    public void Arrive() => _server.Do(ToServer.Dequeue());

    public void Stall() => IsStalled = true;

    public void GoOn()
    {
        if (!IsStalled) return;
        IsStalled = false;
        _server.Start(Drain);
    }

    /// <summary>The server notices that nobody is there any more.</summary>
    public void Notice() => _server.Do(() =>
    {
        _server.Room.Leave(_connection);
        _connection.Outbox.Drop();
    });

    private async Task Drain()
    {
        while (!IsStalled && await _connection.Outbox.Read() is { } envelope)
            ToPage.Enqueue(JsonSerializer.Serialize(envelope.Message, BoardJson.Default.ServerMessage));
    }
}

using MappingBoard.Server.Rooms;
using Microsoft.AspNetCore.SignalR;

namespace MappingBoard.Server.Hub;

/// <summary>One connection of the hub: its outbox, what empties it, and its visit to a room.</summary>
internal sealed class Caller
{
    private readonly Lock _gate = new();
    private bool _gone;

    /// <param name="connection">The connection, beneath the hub's own context: it takes bytes that were made once for all.</param>
    /// <param name="bounds">Of its outbox.</param>
    /// <param name="time">For the outbox.</param>
    public Caller(HubConnectionContext connection, OutboxOptions bounds, TimeProvider time)
    {
        Outbox = new(bounds, time, connection.Abort);
        _ = Empty(connection);
    }

    public Outbox Outbox { get; }

    /// <summary>The stay in a room; null before entering.</summary>
    public Visit? Visit { get; private set; }

    /// <summary>Whether a page on this connection has asked to come in.</summary>
    public bool HasKnocked { get; private set; }

    /// <returns>False when it has before.</returns>
    public bool Knocks()
    {
        var first = !HasKnocked;
        HasKnocked = true;
        return first;
    }

    public void Comes(Visit visit)
    {
        lock (_gate)
        {
            if (!_gone)
            {
                Visit = visit;
                return;
            }
        }

        visit.Dispose();
    }

    public void Goes()
    {
        lock (_gate) _gone = true;
        Visit?.Dispose();
        Outbox.Drop();
    }

    /// <summary>Sends what comes out of the outbox, one after the other. A send that hangs waits here and nowhere else (B1).</summary>
    private async Task Empty(HubConnectionContext connection)
    {
        while (await Outbox.Read() is { } envelope)
        {
            await connection.WriteAsync(new SerializedHubMessage([new SerializedMessage(BoardHub.Protocol, envelope.Frame)]));
        }

        connection.Abort();
    }
}

using MappingBoard.Server.Rooms.Delivery;
using Microsoft.AspNetCore.SignalR;

namespace MappingBoard.Server.Transports.SignalR;

/// <summary>One connection of the hub: its outbox, what empties it, and its session to a room.</summary>
internal sealed class Caller
{
    /// <summary>Messages out of place before a page has come in; then the connection is dropped.</summary>
    private const int MostStrange = 20;

    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly ITimer _untilEntered;
    private bool _gone;
    private volatile bool _hasKnocked;
    private int _strange;

    /// <param name="connection">The connection, beneath the hub's own context: it takes bytes that were made once for all.</param>
    /// <param name="bounds">Of its outbox.</param>
    /// <param name="enterWithin">A page that has not asked to come in by then is dropped.</param>
    /// <param name="time">For the outbox.</param>
    /// <param name="logger">See <see cref="HubLog"/>.</param>
    public Caller(HubConnectionContext connection, OutboxOptions bounds, TimeSpan enterWithin, TimeProvider time, ILogger logger)
    {
        _logger = logger;
        Outbox = new(bounds, time, connection.Abort);
        _untilEntered = time.CreateTimer(_ => DropUnlessItHasKnocked(), null, enterWithin, Timeout.InfiniteTimeSpan);
        _ = Empty(connection);
    }

    public Outbox Outbox { get; }

    /// <summary>The stay in a room; null before entering.</summary>
    public RoomSession? Session { get; private set; }

    /// <summary>A page asks to come in. One for each connection.</summary>
    /// <returns>False when one has asked before.</returns>
    public bool Knocks()
    {
        var first = !_hasKnocked;
        _hasKnocked = true;
        return first;
    }

    /// <summary>Whether a message out of place is still answered; past the bound the connection is dropped.</summary>
    public bool MayBeStrange()
    {
        if (++_strange > MostStrange) Outbox.Drop();
        return _strange <= MostStrange;
    }

    public void Comes(RoomSession session)
    {
        lock (_gate)
        {
            if (!_gone)
            {
                Session = session;
                return;
            }
        }

        session.Dispose();
    }

    public void Goes()
    {
        lock (_gate) _gone = true;
        _untilEntered.Dispose();
        Session?.Dispose();
        Outbox.Drop();
    }

    /// <summary>A connection that wants nothing holds memory for nothing (B5).</summary>
    private void DropUnlessItHasKnocked()
    {
        if (!_hasKnocked) Outbox.Drop();
    }

    /// <summary>Sends what comes out of the outbox, one after the other. A send that hangs waits here and nowhere else (B1).</summary>
    private async Task Empty(HubConnectionContext connection)
    {
        try
        {
            while (await Outbox.Read() is { } envelope)
            {
                await connection.WriteAsync(new SerializedHubMessage([new SerializedMessage(BoardHub.Protocol, envelope.Frame)]));
            }
        }
        catch (Exception fault)
        {
            HubLog.SendingBroke(_logger, fault.GetType().Name);
        }
        finally
        {
            connection.Abort();
        }
    }
}

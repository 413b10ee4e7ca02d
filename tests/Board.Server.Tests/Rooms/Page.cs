using MappingBoard.Server.Rooms;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Xunit;

namespace MappingBoard.Server.Tests.Rooms;

/// <summary>A person's open page in a room test: a real replica, and the outbox that it reads.</summary>
internal sealed class Page
{
    private readonly RoomBench _bench;
    private RoomConnection? _connection;

    public Page(RoomBench bench, string name, string? replica = null)
    {
        _bench = bench;
        Participant = SeededIds.Named(name);
        Replica = Replica.New(replica ?? SeededIds.Named(name + "'s page " + bench.NextPage()), RoomBench.Board);
    }

    public string Participant { get; }

    public Replica Replica { get; private set; }

    /// <summary>Everything that came, over all connections.</summary>
    public List<ServerMessage> Received { get; } = [];

    public bool IsConnected { get; private set; }

    public RoomConnection Connection => _connection ?? throw new InvalidOperationException("Not connected.");

    /// <summary>Connects, or connects again while the server still believes in the old connection.</summary>
    public void Enter(OutboxOptions? bounds = null)
    {
        var outbox = new Outbox(bounds ?? new(), _bench.Time);
        _connection = new(Participant, Replica.Id, outbox);
        IsConnected = true;
        _ = _bench.Pump.Start(() => Drain(_connection));
        _bench.Room.Enter(_connection, Replica.Stream);
        _bench.Pump.Run();
        if (Replica.Unanswered is { } again) Submit(again);
        _bench.Pump.Run();
    }

    /// <summary>The connection breaks and the server notices.</summary>
    public void Leave()
    {
        _bench.Room.Leave(Connection);
        Connection.Outbox.Drop();
        _bench.Pump.Run();
    }

    /// <summary>The person does something, and the page sends it.</summary>
    public void Does(params Change[] changes)
    {
        foreach (var change in changes)
        {
            (Replica, var refusal) = Replica.Propose(change, _bench.Time.GetUtcNow());
            Assert.Null(refusal);
        }

        Send();
    }

    public void Sends(long n, params Change[] changes)
    {
        Submit(new(n, [.. changes]));
        _bench.Pump.Run();
    }

    public void Submit(Batch batch) => _bench.Room.Submit(Connection, batch, 100);

    public IEnumerable<T> Got<T>()
        where T : ServerMessage => Received.OfType<T>();

    private void Send()
    {
        (Replica, var batch) = Replica.Send();
        if (batch is not null && IsConnected) Submit(batch);
        _bench.Pump.Run();
    }

    private async Task Drain(RoomConnection connection)
    {
        while (await connection.Outbox.Read() is { } envelope)
        {
            if (!ReferenceEquals(connection, _connection)) return;
            Received.Add(envelope.Message);
            Replica = envelope.Message switch
            {
                Welcome welcome => Replica.Receive(welcome),
                Committed committed => Replica.Receive(committed),
                Answered answered => Replica.Receive(answered),
                _ => Replica,
            };
            Assert.False(Replica.HasGap, "The page has missed something.");
            (Replica, var batch) = Replica.Send();
            if (batch is not null) Submit(batch);
        }

        if (ReferenceEquals(connection, _connection)) IsConnected = false;
    }
}

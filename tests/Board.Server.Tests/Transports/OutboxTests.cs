using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>B1, B3: what waits to be sent to one connection.</summary>
public sealed class OutboxTests
{
    private readonly FakeTimeProvider _time = new(SampleBoards.Noon);
    private readonly Pump _pump = new();
    private readonly List<ServerMessage> _read = [];
    private int _drops;

    [Fact]
    public void Messages_come_out_in_their_order()
    {
        using var outbox = New();
        for (var n = 1; n <= 5; n++) Assert.True(outbox.TryWrite(Message(n)));
        ReadAll(outbox);
        outbox.TryWrite(Message(6));
        _pump.Run();
        Assert.Equal([1, 2, 3, 4, 5, 6], _read.Cast<SlowDown>().Select(m => m.N));
    }

    [Fact]
    public void B1_past_the_bound_of_messages_the_connection_is_dropped_and_the_writer_never_waits()
    {
        using var outbox = New(new() { Messages = 16 });
        for (var n = 1; n <= 16; n++) Assert.True(outbox.TryWrite(Message(n)));
        Assert.Equal(0, _drops);
        Assert.False(outbox.TryWrite(Message(17)));
        Assert.False(outbox.TryWrite(Message(18)));

        Assert.Equal(1, _drops);
        Assert.True(outbox.IsDropped);
        Assert.True(ReadAll(outbox).IsCompletedSuccessfully);
        Assert.Empty(_read);
    }

    [Fact]
    public void B1_past_the_bound_of_bytes_the_connection_is_dropped()
    {
        using var outbox = New(new() { Bytes = 64 * 1024 });
        var large = new Unreadable("large", MessageArguments.Of(("words", new string('x', 40_000))));
        Assert.True(outbox.TryWrite(large));
        Assert.True(outbox.TryWrite(Message(1)));
        Assert.False(outbox.TryWrite(large));
        Assert.Equal(1, _drops);
    }

    [Fact]
    public void B1_what_was_read_does_not_count()
    {
        using var outbox = New(new() { Bytes = 64 * 1024, Messages = 16 });
        ReadAll(outbox);
        for (var n = 1; n <= 100; n++)
        {
            Assert.True(outbox.TryWrite(new Unreadable("large", MessageArguments.Of(("words", new string('x', 40_000))))));
            _pump.Run();
        }

        Assert.Equal(100, _read.Count);
    }

    [Fact]
    public void B1_one_message_alone_may_be_larger_than_the_bound()
    {
        using var outbox = New(new() { Bytes = 64 * 1024 });
        Assert.True(outbox.TryWrite(new Unreadable("large", MessageArguments.Of(("words", new string('x', 100_000))))));
    }

    [Fact]
    public void B3_presence_is_the_latest_of_each_person_and_waits_its_turn()
    {
        using var outbox = New();
        outbox.Show(new("a", true, "one"));
        outbox.TryWrite(Message(1));
        outbox.Show(new("a", true, "two"));
        outbox.Show(new("b", true));
        ReadAll(outbox);

        Assert.IsType<SlowDown>(_read[0]);
        Assert.Equal([new("a", true, "two"), new PersonPresence("b", true)], Assert.IsType<PresenceChanged>(_read[1]).People);
        Assert.Equal(2, _read.Count);
    }

    [Fact]
    public void B3_presence_comes_at_most_four_times_a_second_and_the_last_word_always_comes()
    {
        using var outbox = New();
        ReadAll(outbox);
        for (var i = 1; i <= 100; i++)
        {
            outbox.Show(new("a", true, "note " + i));
            _pump.Inside(() => _time.Advance(TimeSpan.FromMilliseconds(10)));
            _pump.Run();
        }

        _pump.Inside(() => _time.Advance(TimeSpan.FromMilliseconds(250)));
        _pump.Run();
        Assert.InRange(_read.Count, 4, 6);
        Assert.Equal("note 100", Assert.Single(((PresenceChanged)_read[^1]).People).Writing);
    }

    [Fact]
    public void B3_presence_never_crowds_out_what_is_durable()
    {
        using var outbox = New(new() { Messages = 16 });
        for (var i = 0; i < 1000; i++) outbox.Show(new("person " + i, true));
        for (var n = 1; n <= 16; n++) Assert.True(outbox.TryWrite(Message(n)));
        ReadAll(outbox);
        Assert.Equal(17, _read.Count);
        Assert.IsType<PresenceChanged>(_read[^1]);
    }

    [Fact]
    public void A_last_message_comes_after_those_that_wait_and_then_it_ends()
    {
        using var outbox = New();
        outbox.TryWrite(Message(1));
        outbox.Close(new("code"));
        Assert.False(outbox.TryWrite(Message(2)));
        outbox.Show(new("a", true));
        Assert.True(ReadAll(outbox).IsCompletedSuccessfully);
        Assert.Equal([typeof(SlowDown), typeof(Closed)], _read.Select(m => m.GetType()));
        Assert.Equal(0, _drops);
    }

    [Fact]
    public void Dropping_ends_a_reader_that_waits()
    {
        using var outbox = New();
        var reading = ReadAll(outbox);
        Assert.False(reading.IsCompleted);
        outbox.Drop();
        outbox.Drop();
        _pump.Run();
        Assert.True(reading.IsCompletedSuccessfully);
        Assert.Equal(1, _drops);
    }

    [Fact]
    public void The_bytes_of_a_message_are_made_once_for_all_connections()
    {
        var envelope = new Envelope(Message(1));
        Assert.Same(envelope.Frame, envelope.Frame);
        Assert.Equal("{\"type\":1,\"target\":\"Receive\",\"arguments\":[{\"kind\":\"slow-down\",\"n\":1,\"afterMs\":5}]}\u001e", System.Text.Encoding.UTF8.GetString(envelope.Frame));
    }

    private static SlowDown Message(int n) => new(n, 5);

    private Outbox New(OutboxOptions? bounds = null) => new(bounds ?? new(), _time, () => _drops++);

    private Task ReadAll(Outbox outbox)
    {
        var reading = _pump.Start(async () =>
        {
            while (await outbox.Read() is { } envelope) _read.Add(envelope.Message);
        });
        _pump.Run();
        return reading;
    }
}

using System.Text.Json;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using Xunit;

namespace MappingBoard.Server.Tests.Simulation;

/// <summary>A person's page: the product's own replica, and the connection that it has at the moment.</summary>
internal sealed class SimulatedPage(string person, Replica replica)
{
    private bool _entered;

    public string Person => person;

    public Replica Replica { get; set; } = replica;

    public Link? Link { get; private set; }

    /// <summary>Every answer that reached this page.</summary>
    public List<BatchAnswer> Answers { get; } = [];

    public void Connect(SimulatedServer server)
    {
        Link = new(server, person, Replica.Position);
        _entered = false;
    }

    /// <summary>The connection is gone, as the page sees it.</summary>
    public Link? Disconnect()
    {
        var link = Link;
        Link = null;
        _entered = false;
        return link;
    }

    /// <summary>Sends what waits, when nothing is in flight (I2).</summary>
    public void Send()
    {
        if (!_entered) return;
        (Replica, var batch) = Replica.Send();
        if (batch is not null) Link!.Send(batch);
    }

    /// <summary>One message arrives at the page.</summary>
    public void Receive(Func<long> durable)
    {
        var message = JsonSerializer.Deserialize(Link!.ToPage.Dequeue(), BoardJson.Default.ServerMessage)!;
        switch (message)
        {
            case Welcome welcome:
                Assert.True(welcome.Stream <= durable(), "O2: a welcome holds what is not durable.");
                Assert.True(welcome.Stream >= Replica.Stream, "B6: a page was shown an older board than it had.");
                if (welcome.Answer is not null) Answers.Add(welcome.Answer);
                Replica = Replica.Receive(welcome);
                _entered = true;
                if (Replica.Unanswered is { } again) Link!.Send(again);
                break;
            case Committed committed:
                Assert.True(committed.From + committed.Batches.Sum(b => b.Changes.Length) - 1 <= durable(), "O2: shown before it was durable.");
                Replica = Replica.Receive(committed);
                break;
            case Answered answered:
                Assert.True(answered.Answer.First + answered.Answer.Count - 1 <= durable(), "O2: answered before it was durable.");
                Answers.Add(answered.Answer);
                Replica = Replica.Receive(answered);
                break;
            case SlowDown slow:
                if (Replica.Unanswered is { } later && later.N == slow.N) Link!.Send(later);
                break;
            case Unreadable { Code: "stale-batch" }:
                // A copy of a batch that came late, beside a newer connection.
                break;
            case PresenceChanged:
                break;
            default:
                Assert.Fail($"The server sent {message.GetType().Name} to a page that behaves.");
                break;
        }

        Assert.False(Replica.HasGap, "V3: a page has missed part of its stream.");
    }
}

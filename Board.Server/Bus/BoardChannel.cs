using System.Collections.Immutable;
using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;
using StackExchange.Redis;

namespace MappingBoard.Server.Bus;

/// <summary>The channel of one board, and who listens to it here. Its bus changes it one at a time; hearing is thread-safe.</summary>
internal sealed class BoardChannel(RedisChannel channel, string board, string server, BusMetrics metrics, ILogger logger)
{
    private ImmutableList<IBoardSubscriber> _ears = [];

    public string Board => board;

    public void Add(IBoardSubscriber ear) => _ears = _ears.Add(ear);

    /// <returns>Whether nobody listens any more.</returns>
    public bool Remove(IBoardSubscriber ear)
    {
        _ears = _ears.Remove(ear);
        return _ears.IsEmpty;
    }

    /// <summary>Begins to listen, and says so: what came before may be missing.</summary>
    public async Task Subscribe(ConnectionMultiplexer redis)
    {
        try
        {
            await redis.GetSubscriber().SubscribeAsync(channel, (_, message) => Hear(message));
        }
        catch (Exception away) when (away is RedisException or ObjectDisposedException)
        {
            // It is on the client's list, which subscribes again when Redis is back; rooms look into the log until then.
            BusLog.NotSubscribed(logger, away.GetType().Name);
        }

        MayHaveMissed();
    }

    public void Unsubscribe(ConnectionMultiplexer redis) => redis.GetSubscriber().Unsubscribe(channel, flags: CommandFlags.FireAndForget);

    public void MayHaveMissed() => _ears.ForEach(ear => ear.MayHaveMissed());

    private void Hear(RedisValue message)
    {
        var bytes = (byte[])message!;
        if (BusMessage.IsBy(server, bytes)) return;
        switch (BusMessage.Read(bytes))
        {
            case (_, Commit commit) when commit.Board == board:
                _ears.ForEach(ear => ear.Hear(commit));
                break;
            case ({ } from, PeopleHere people) when people.Board == board:
                _ears.ForEach(ear => ear.Hear(from, people));
                break;
            default:
                metrics.NotUnderstood();
                break;
        }
    }
}

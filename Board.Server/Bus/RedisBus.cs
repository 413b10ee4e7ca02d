using System.Collections.Immutable;
using System.Security.Cryptography;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Supervision;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using StackExchange.Redis;

namespace MappingBoard.Server.Bus;

/// <summary>
/// The bus over Redis's publish and subscribe: a channel for each board that has a room here, and one for all doors. Finding
/// the way back to Redis is StackExchange.Redis's own; what was lost meanwhile is read from the log. Thread-safe.
/// </summary>
public sealed class RedisBus : IBoardBus, IAsyncDisposable
{
    private readonly string _server = Ids.From(RandomNumberGenerator.GetBytes(16));
    private readonly ConfigurationOptions _where;
    private readonly string _prefix;
    private readonly ILogger _logger;
    private readonly BusMetrics _metrics;
    private readonly Supervisor _supervisor;
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, BoardChannel> _boards = ImmutableDictionary.Create<string, BoardChannel>(StringComparer.Ordinal);
    private ImmutableList<Action<AdmissionNews>> _doors = [];
    private volatile ConnectionMultiplexer? _redis;

    /// <param name="options">Where Redis is.</param>
    /// <param name="metrics">Counts.</param>
    /// <param name="supervisor">Runs what nobody waits for.</param>
    /// <param name="logger">Told when Redis goes and comes; never of what is said there.</param>
    /// <exception cref="ArgumentException">The address cannot be read.</exception>
    public RedisBus(RedisOptions options, BusMetrics metrics, Supervisor supervisor, ILogger<RedisBus> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _where = ConfigurationOptions.Parse(options.Connection ?? throw new ArgumentException("There is no address.", nameof(options)));
        _where.ClientName = "MappingBoard";
        // A server starts and serves its own people while Redis is away, and says nothing late.
        _where.AbortOnConnectFail = false;
        _where.BacklogPolicy = BacklogPolicy.FailFast;
        _prefix = options.Prefix;
        _metrics = metrics;
        _supervisor = supervisor;
        _logger = logger;
    }

    public BusState State => _redis?.GetSubscriber().IsConnected() == true ? BusState.Carrying : BusState.Away;

    private RedisChannel Doors => RedisChannel.Literal(_prefix + "doors");

    /// <summary>Begins. While Redis is away it finds the way there by itself.</summary>
    public async Task Start()
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(_where);
        redis.ConnectionFailed += (_, lost) => BusLog.Away(_logger, lost.FailureType);
        redis.ConnectionRestored += (_, _) => CameBack();
        redis.GetSubscriber().Subscribe(Doors, (_, message) => HearDoors(message), CommandFlags.FireAndForget);
        lock (_gate)
        {
            _redis = redis;
            foreach (var board in _boards.Values) Subscribe(board, redis);
        }

        if (State == BusState.Away) BusLog.NotThere(_logger);
    }

    public void Publish(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Say(ChannelOf(commit.Board), BusMessage.Of(_server, commit));
    }

    public void Publish(PeopleHere people)
    {
        ArgumentNullException.ThrowIfNull(people);
        Say(ChannelOf(people.Board), BusMessage.Of(_server, people));
    }

    public void Publish(AdmissionNews news)
    {
        ArgumentNullException.ThrowIfNull(news);
        Say(Doors, BusMessage.Of(_server, news));
    }

    public IDisposable Listen(string board, IBoardSubscriber ear)
    {
        ArgumentNullException.ThrowIfNull(ear);
        lock (_gate)
        {
            if (_boards.TryGetValue(board, out var channel))
            {
                channel.Add(ear);
                ear.MayHaveMissed();
            }
            else
            {
                channel = new(ChannelOf(board), board, _server, _metrics, _logger);
                channel.Add(ear);
                _boards = _boards.Add(board, channel);
                if (_redis is { } redis) Subscribe(channel, redis);
            }

            return new Subscription(this, channel, ear);
        }
    }

    public IDisposable ListenToDoors(Action<AdmissionNews> heard)
    {
        ImmutableInterlocked.Update(ref _doors, doors => doors.Add(heard));
        return new AdmissionSubscription(this, heard);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _redis, null) is { } redis) await redis.DisposeAsync();
    }

    private void Say(RedisChannel channel, byte[] message)
    {
        try
        {
            _redis?.GetSubscriber().Publish(channel, message, CommandFlags.FireAndForget);
            _metrics.Said(message.Length);
        }
        catch (RedisException)
        {
            // Away. Whoever needs it finds it in the log.
            _metrics.NotSaid();
        }
    }

    private void HearDoors(RedisValue message)
    {
        var bytes = (byte[])message!;
        if (BusMessage.IsBy(_server, bytes)) return;
        if (BusMessage.Read(bytes) is (_, AdmissionNews news)) _doors.ForEach(heard => heard(news));
        else _metrics.NotUnderstood();
    }

    private void CameBack()
    {
        BusLog.Back(_logger);
        foreach (var board in _boards.Values) board.MayHaveMissed();
    }

    private void Forget(BoardChannel channel, IBoardSubscriber ear)
    {
        lock (_gate)
        {
            if (!channel.Remove(ear)) return;
            _boards = _boards.Remove(channel.Board);
            if (_redis is { } redis) channel.Unsubscribe(redis);
        }
    }

    private void Subscribe(BoardChannel channel, ConnectionMultiplexer redis) =>
        _supervisor.Detach("Subscribing to a board's channel", channel.Board, () => channel.Subscribe(redis));

    private RedisChannel ChannelOf(string board) => RedisChannel.Literal(_prefix + "board:" + board);

    private sealed class Subscription(RedisBus bus, BoardChannel channel, IBoardSubscriber ear) : IDisposable
    {
        private IBoardSubscriber? _ear = ear;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ear, null) is { } once) bus.Forget(channel, once);
        }
    }

    private sealed class AdmissionSubscription(RedisBus bus, Action<AdmissionNews> heard) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref bus._doors, doors => doors.Remove(heard));
    }
}

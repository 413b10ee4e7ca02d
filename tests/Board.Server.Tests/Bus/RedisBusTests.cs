using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using MappingBoard.Server.Bus;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Tests.Rooms;
using MappingBoard.Server.Tests.Transports;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Bus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using Xunit;

namespace MappingBoard.Server.Tests.Bus;

/// <summary>Two servers' buses over a real server that speaks Redis's protocol.</summary>
public sealed class RedisBusTests : IAsyncLifetime
{
    private static readonly string Board = RoomBench.Board;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly RedisServer _redis = new();
    private readonly List<RedisBus> _buses = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var bus in _buses) await bus.DisposeAsync();
        _redis.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task What_one_server_says_the_others_hear_and_no_other_board_does()
    {
        var (here, there) = (await NewBus(), await NewBus());
        var (mine, theirs, another) = (new Subscription(), new Subscription(), new Subscription());
        using var a = here.Listen(Board, mine);
        using var b = there.Listen(Board, theirs);
        using var c = there.Listen(SeededIds.Named("another board"), another);
        await Waits.Until(() => mine.Missed > 0 && theirs.Missed > 0 && another.Missed > 0);

        var commit = ACommit("said");
        here.Publish(commit);
        here.Publish(new PeopleHere(Board, [new(SeededIds.Named("Ada"), new ShowRequest("column:worries", TestCircles.Professionals))]));
        await Waits.Until(() => theirs.People.Count == 1 && theirs.Commits.Count == 1);
        Assert.Equal(CommitHash.Of(commit), CommitHash.Of(theirs.Commits.Single()));
        var (server, people) = theirs.People.Single();
        Assert.NotEmpty(server);
        Assert.Equal(new ShowRequest("column:worries", TestCircles.Professionals), Assert.Single(people.Pages).Shows);

        // What came round once more is told from it, and one's own people are not somebody else's.
        there.Publish(new PeopleHere(Board, []));
        await Waits.For(() => mine.People.Count, seen => seen == 1);
        Assert.Empty(mine.People.Single().People.Pages);
        Assert.Empty(another.Commits);
        Assert.Empty(another.People);
    }

    [Fact]
    public async Task What_happens_at_the_doors_is_heard_at_the_other_servers_alone()
    {
        var (here, there) = (await NewBus(), await NewBus());
        var (mine, theirs) = (new ConcurrentQueue<AdmissionNews>(), new ConcurrentQueue<AdmissionNews>());
        using var a = here.ListenToDoors(mine.Enqueue);
        using var b = there.ListenToDoors(theirs.Enqueue);
        var news = new AdmissionNews(Board, SeededIds.Named("request"));
        await Waits.Until(() =>
        {
            here.Publish(news);
            return !theirs.IsEmpty;
        });
        Assert.Equal(news, theirs.First());
        Assert.Empty(mine);

        b.Dispose();
        theirs.Clear();
        here.Publish(news);
        there.Publish(new AdmissionNews(Board));
        await Waits.Until(() => !mine.IsEmpty);
        Assert.Empty(theirs);
    }

    [Fact]
    public async Task B6_with_redis_away_it_says_so_and_disturbs_nobody_and_when_it_is_back_rooms_are_told_to_look()
    {
        var (here, there) = (await NewBus(), await NewBus());
        var ear = new Subscription();
        using var listening = there.Listen(Board, ear);
        await Waits.Until(() => ear.Missed > 0 && there.State == BusState.Carrying);

        _redis.Stop();
        await Waits.Until(() => here.State == BusState.Away && there.State == BusState.Away);
        here.Publish(ACommit("nobody hears it"));
        here.Publish(new PeopleHere(Board, []));
        here.Publish(new AdmissionNews(Board));
        var late = new Subscription();
        using var begun = there.Listen(SeededIds.Named("while away"), late);

        var told = ear.Missed;
        _redis.Start();
        await Waits.Until(() => here.State == BusState.Carrying && there.State == BusState.Carrying && ear.Missed > told && late.Missed > 0);
        var commit = ACommit("heard again");
        await Waits.Until(() =>
        {
            here.Publish(commit);
            return ear.Commits.Any(c => CommitHash.Of(c) == CommitHash.Of(commit));
        });
        await Waits.Until(() =>
        {
            here.Publish(commit with { Board = SeededIds.Named("while away") });
            return !late.Commits.IsEmpty;
        });
    }

    [Fact]
    public async Task A_server_starts_without_redis_and_hears_when_it_comes()
    {
        _redis.Stop();
        var bus = await NewBus();
        var ear = new Subscription();
        using var listening = bus.Listen(Board, ear);
        Assert.Equal(BusState.Away, bus.State);
        _redis.Start();
        await Waits.Until(() => bus.State == BusState.Carrying);
        var other = await NewBus();
        await Waits.Until(() =>
        {
            other.Publish(ACommit("heard"));
            return !ear.Commits.IsEmpty;
        });
    }

    [Fact]
    public async Task What_is_not_ours_on_our_channels_is_passed_over()
    {
        var (here, there) = (await NewBus(), await NewBus());
        var ear = new Subscription();
        using var listening = there.Listen(Board, ear);
        await Waits.Until(() => ear.Missed > 0);
        await using var stranger = await ConnectionMultiplexer.ConnectAsync(_redis.Connection);
        var channel = RedisChannel.Literal("mappingboard:board:" + Board);
        var id = SeededIds.Named("stranger");
        foreach (var message in (string[])["", "c", "hello", $"c{id}", $"c{id}{{", $"c{id}{{}}", $"c{id}null", $"p{id}[]", $"p{id}{{\"board\":\"x\",\"pages\":[null]}}", $"d{id}{{\"board\":\"x\"}}", $"x{id}{{}}", new string('[', 100_000)])
            await stranger.GetSubscriber().PublishAsync(channel, Encoding.UTF8.GetBytes(message));
        await stranger.GetSubscriber().PublishAsync(channel, BusBytes(ACommit("of another board") with { Board = SeededIds.Named("another board") }));

        here.Publish(ACommit("ours"));
        await Waits.Until(() => !ear.Commits.IsEmpty);
        Assert.Equal(Board, Assert.Single(ear.Commits).Board);
        Assert.Empty(ear.People);

        byte[] BusBytes(Commit commit) => [(byte)'c', .. Encoding.ASCII.GetBytes(id), .. System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(commit, LogJson.Default.Commit)];
    }

    private static Commit ACommit(string text)
    {
        var draft = new CommitDraft(Ledger.Empty(Board), SampleBoards.Noon);
        Assert.Null(draft.TakeOwn(SeededIds.Named("chair"), [.. SampleBoards.StartAndJoin("chair"), RoomBench.Note(text)]));
        return draft.Finish().Commit;
    }

    private async Task<RedisBus> NewBus()
    {
        var bus = new RedisBus(new() { Connection = _redis.Connection }, new(_services.GetRequiredService<IMeterFactory>()), Supervised.BySystemTime, NullLogger<RedisBus>.Instance);
        _buses.Add(bus);
        await bus.Start();
        return bus;
    }

    private sealed class Subscription : IBoardSubscriber
    {
        private int _missed;

        public int Missed => Volatile.Read(ref _missed);

        public ConcurrentQueue<Commit> Commits { get; } = new();

        public ConcurrentQueue<(string Server, PeopleHere People)> People { get; } = new();

        public void Hear(Commit commit) => Commits.Enqueue(commit);

        public void Hear(string server, PeopleHere people) => People.Enqueue((server, people));

        public void MayHaveMissed() => Interlocked.Increment(ref _missed);
    }
}

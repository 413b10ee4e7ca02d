using MappingBoard.Server.Bus;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Bus;
using MappingBoard.TestSupport.Storage;
using Xunit;

namespace MappingBoard.Server.Tests.Simulation;

/// <summary>
/// One board on 1 to 3 servers, 2 to 8 pages, a network that drops, doubles, delays and reorders across connections, a bus
/// that does the same and goes away, a store that fails before or after the write, readers that stop reading, frames
/// that wait for each other, and servers that crash between the write and the acknowledgement. Everything that happens follows from the seed.
/// </summary>
internal sealed class HostileMeeting : ISnapshotKeeper
{
    private readonly Random _random;
    private readonly MemoryBoardStore _store = new();
    private readonly string _board;
    private readonly List<SimulatedPage> _pages = [];
    private readonly List<Link> _ghosts = [];
    private readonly List<Snapshot> _snapshots = [];
    private Ledger _replayed;
    private DateTimeOffset _now = SampleBoards.Noon;
    private readonly List<SimulatedServer> _servers = [];
    private readonly MemoryBus _bus = new() { Holds = true };
    private readonly int _mostServers;

    /// <summary>In half of the meetings frames are paced (G4): time stands still but for <see cref="Pass"/>, so they gather much.</summary>
    private readonly TimeSpan _framePause;

    public HostileMeeting(int seed)
    {
        _random = new(seed);
        _mostServers = 1 + (seed % 3);
        _framePause = TimeSpan.FromMilliseconds(seed / 3 % 2 == 0 ? 20 : 0);
        _board = _random.Id();
        _replayed = Ledger.Empty(_board);
        var draft = new CommitDraft(Ledger.Empty(_board), _now);
        var people = Enumerable.Range(0, _random.Next(2, 9)).Select(_ => _random.Id()).ToList();
        Assert.Null(draft.TakeOwn(people[0], [SampleBoards.Start]));
        foreach (var person in people) Assert.Null(draft.TakeOwn(person, [new JoinBoard("Made up", "made up", person == people[0] ? Role.Chair : AnyThing.Role(_random))]));
        Assert.True(_store.TryAppend(draft.Finish().Commit, CancellationToken.None).Result);
        foreach (var person in people) _pages.Add(new(person, Replica.New(_random.Id(), _board)));
        _store.AutoRelease = false;
    }

    public IReadOnlyList<Commit> Log => _store.Log(_board);

    public IReadOnlyList<SimulatedPage> Pages => _pages;

    public int Crashes { get; private set; }

    public int Faults { get; private set; }

    /// <summary>Steps during which more than one server was there.</summary>
    public int Together { get; private set; }

    public void Keep(Ledger ledger) => _snapshots.Add(ledger.ToSnapshot());

    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            Step();
            if (_servers.Count > 1) Together++;
            Assert.DoesNotContain(_servers, s => s.Running.IsCompleted);
        }
    }

    /// <summary>The network heals, the store answers, everybody comes back; until nothing moves any more.</summary>
    public void Rest()
    {
        foreach (var page in _pages) Lose(page, noticed: true);
        while (_ghosts.Count > 0) ArriveLate();
        _bus.Holds = false;
        Heal();
        for (var round = 0; round < 2_000; round++)
        {
            if (_servers.Count == 0) _servers.Add(Restarted());
            Pass(TimeSpan.FromSeconds(10));
            Wake();
            while (_store.Pending.Count > 0)
            {
                Release(StoreFault.None);
                Wake();
            }

            foreach (var page in _pages) Settle(page);
            if (_store.Pending.Count == 0 && _pages.TrueForAll(p => p.Replica.IsSaved && p.Replica.Stream == FromTheLog().StreamOf(p.Person))) return;
        }

        throw new InvalidOperationException("The meeting does not come to rest.");
    }

    private void Settle(SimulatedPage page)
    {
        if (page.Link is { IsDropped: true }) Lose(page, noticed: true);
        if (page.Link is null) page.Connect(_random.Pick(_servers));
        page.Link!.GoOn();
        page.Send();
        while (page.Link.ToServer.Count > 0) page.Link.Arrive();
        while (page.Link.ToPage.Count > 0) page.Receive(Durable);
    }

    private void Step()
    {
        var page = _random.Pick(_pages);
        switch (_random.Next(_mostServers == 1 ? 100 : 120))
        {
            case < 25:
                Act(page);
                break;
            case < 35:
                page.Send();
                break;
            case < 50:
                if (page.Link is { ToServer.Count: > 0 } up) up.Arrive();
                break;
            case < 68:
                if (page.Link is { ToPage.Count: > 0 }) page.Receive(Durable);
                break;
            case < 80:
                if (_store.Pending.Count > 0) Release(AnyFault());
                break;
            case < 84:
                Pass(TimeSpan.FromMilliseconds(_random.Next(_random.Chance(0.5) ? 30 : 3_000)));
                break;
            case < 92:
                Reconnect(page);
                break;
            case < 93:
                Stumble(page);
                break;
            case < 95:
                Lose(page, noticed: _random.Chance(0.5));
                break;
            case < 98:
                if (_ghosts.Count > 0) ArriveLate();
                break;
            case < 100:
                if (_servers.Count < _mostServers && _random.Chance(0.5)) _servers.Add(Restarted());
                else if (_servers.Count > 0 && _random.Chance(0.12)) Crash(_random.Pick(_servers));
                break;
            default:
                Carry();
                break;
        }
    }

    /// <summary>Something happens on the bus between the servers.</summary>
    private void Carry()
    {
        switch (_random.Next(40))
        {
            case 0:
                _bus.Cut();
                break;
            case 1 or 2 when _bus.IsCut:
                Heal();
                break;
            case < 5 when _bus.OnTheWay > 0:
                _bus.Lose(_random.Next(_bus.OnTheWay));
                break;
            default:
                if (_bus.OnTheWay > 0) _bus.Release(_random.Chance(0.7) ? 0 : _random.Next(_bus.OnTheWay), again: _random.Chance(0.1));
                Wake();
                break;
        }
    }

    private void Heal()
    {
        _bus.Heal();
        Wake();
    }

    /// <summary>Whatever was put into a server's inbox from outside is taken out.</summary>
    private void Wake()
    {
        foreach (var server in _servers) server.Do(() => { });
    }

    private void Act(SimulatedPage page)
    {
        if (!page.Replica.IsOpen) return;
        page.Replica = _random.Next(12) switch
        {
            0 => page.Replica.Undo(_now).Next,
            1 => page.Replica.Redo(_now).Next,
            _ => page.Replica.Propose(AnyChange.On(page.Replica.Shown, _random), _now).Next,
        };
    }

    private void Reconnect(SimulatedPage page)
    {
        if (page.Link is { IsDropped: true }) Lose(page, noticed: true);
        if (page.Link is null && _servers.Count > 0) page.Connect(_random.Pick(_servers));
    }

    private static void Stumble(SimulatedPage page)
    {
        if (page.Link is { IsStalled: true }) page.Link.GoOn();
        else page.Link?.Stall();
    }

    /// <summary>A connection breaks. What the page sent may be lost, or still be on its way.</summary>
    private void Lose(SimulatedPage page, bool noticed)
    {
        if (page.Disconnect() is not { } link) return;
        if (!_servers.Contains(link.Server)) return;
        if (noticed) link.Notice();
        if (_random.Chance(0.6)) _ghosts.Add(link);
    }

    private void ArriveLate()
    {
        var ghost = _random.Pick(_ghosts);
        if (ghost.ToServer.Count > 0) ghost.Arrive();
        if (ghost.ToServer.Count > 0) return;
        ghost.Notice();
        _ghosts.Remove(ghost);
    }

    private void Pass(TimeSpan time)
    {
        _now += time;
        foreach (var server in _servers)
        {
            server.Do(() => server.Time.Advance(time));
            if (_mostServers > 1) server.Do(server.Room.GoRound);
        }
    }

    private void Release(StoreFault fault)
    {
        if (fault != StoreFault.None) Faults++;
        var operation = _random.Pick(_store.Pending);
        _servers.First(s => s.Pending.Contains(operation)).Do(() => _store.Release(operation, fault));
    }

    private StoreFault AnyFault() => _random.Next(10) switch
    {
        0 or 1 => StoreFault.Before,
        2 or 3 => StoreFault.After,
        _ => StoreFault.None,
    };

    /// <summary>The process dies: a write that was under way may be there or not, its acknowledgement is not.</summary>
    private void Crash(SimulatedServer server)
    {
        Crashes++;
        _store.Crash(server.Pending, _ => _random.Chance(0.5));
        _servers.Remove(server);
        if (_mostServers > 1) _bus.Forget(server.Bus);
        _ghosts.RemoveAll(ghost => ghost.Server == server);
        foreach (var page in _pages.Where(p => p.Link?.Server == server)) page.Disconnect();
    }

    private SimulatedServer Restarted()
    {
        // From the log alone, or from any snapshot that was ever kept: both must come to the same (O3).
        var ledger = _snapshots.Count > 0 && _random.Chance(0.6) ? Ledger.From(_random.Pick(_snapshots)) : Ledger.Empty(_board);
        foreach (var commit in Log.Where(c => c.Number > ledger.Number)) ledger = ledger.Replay(commit, CommitHash.Of(commit));
        return new(ledger, _store, _mostServers == 1 ? new InProcessBus() : _bus.NewEnd(), this, _now, _random.NextDouble, _framePause);
    }

    /// <summary>What the log says, from its first commit on (O3).</summary>
    private Ledger FromTheLog()
    {
        foreach (var commit in Log.Skip((int)_replayed.Number)) _replayed = _replayed.Replay(commit, CommitHash.Of(commit));
        return _replayed;
    }

    private long Durable() => Log is [.., var last] ? last.Last : 0;
}

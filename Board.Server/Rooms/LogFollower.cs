using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// Keeps a room abreast of what other servers write to the same log. The bus is a hint, the log is the truth: what was
/// heard and follows is taken in, whatever does not follow is looked up (B6). Used by its room's loop alone.
/// </summary>
internal sealed class LogFollower
{
    /// <summary>Commits that are kept until those before them come.</summary>
    private const int MostAhead = 64;

    /// <summary>While the bus is away, the log is looked into so often.</summary>
    private static readonly TimeSpan LooksWhileAway = TimeSpan.FromSeconds(1);

    /// <summary>It is looked into now and then in any case: the last message before a silence may have been lost, or come from no server.</summary>
    private static readonly TimeSpan LooksAnyway = TimeSpan.FromSeconds(15);

    private readonly BoardLog _log;
    private readonly IBoardBus _bus;
    private readonly CommitPipeline _pipeline;
    private readonly RoomInbox _inbox;
    private readonly TimeProvider _time;
    private readonly SortedDictionary<long, Commit> _ahead = [];

    /// <summary>What is done after a look; with the look that it waits for.</summary>
    private readonly List<(Action Then, Action? Otherwise, long Look)> _afterLooks = [];
    private long _looks;
    private bool _mayHaveMissed;
    private long _heard;
    private long _lookedAt;

    public LogFollower(BoardLog log, IBoardBus bus, CommitPipeline pipeline, RoomInbox inbox, TimeProvider time)
    {
        _log = log;
        _bus = bus;
        _pipeline = pipeline;
        _inbox = inbox;
        _time = time;
        _lookedAt = time.GetTimestamp();
    }

    private bool MustLook => _mayHaveMissed || _heard > _pipeline.Durable.Number;

    /// <summary>Another server says that a commit is durable.</summary>
    public void Hear(Commit commit)
    {
        _heard = Math.Max(_heard, commit.Number);
        _ahead[commit.Number] = commit;
        if (_ahead.Count > MostAhead) _ahead.Clear();
    }

    /// <summary>Messages may have been lost: the log must be looked into.</summary>
    public void MayHaveMissed() => _mayHaveMissed = true;

    /// <summary>
    /// Time has passed: looks when it is due. A server that is alone looks, too: a command beside it may have destroyed the
    /// board (K3).
    /// </summary>
    public void GoRound() =>
        _mayHaveMissed |= _time.GetElapsedTime(_lookedAt) >= (_bus.State == BusState.Away ? LooksWhileAway : LooksAnyway);

    /// <summary>Has the log looked into, and does something once the room knows all that was durable by now.</summary>
    /// <param name="then">What to do.</param>
    /// <param name="otherwise">What to do when the room ends before.</param>
    public void AfterALook(Action then, Action? otherwise = null)
    {
        _afterLooks.Add((then, otherwise, _looks + 1));
        _mayHaveMissed = true;
    }

    /// <summary>Takes in what was heard as far as it follows, and starts to look into the log if it must. Nothing else may be under way.</summary>
    /// <returns>Whether it looks.</returns>
    public bool TryCatchUp()
    {
        TakeInWhatFollows();
        if (!MustLook) return false;
        _ = _inbox.Begin(CatchUp);
        return true;
    }

    /// <summary>The room ends: there is no other look.</summary>
    public void End()
    {
        foreach (var (_, otherwise, _) in _afterLooks) otherwise?.Invoke();
        _afterLooks.Clear();
    }

    private void TakeInWhatFollows()
    {
        while (_ahead.Count > 0 && _ahead.First() is var (number, commit) && number <= _pipeline.Durable.Number + 1)
        {
            _ahead.Remove(number);
            var ledger = _pipeline.Durable;
            if (number == ledger.Number + 1 && commit.First == ledger.Sequence + 1 && commit.Previous == ledger.Hash) _pipeline.Replay([commit]);
        }
    }

    private async Task<Action> CatchUp()
    {
        // Whatever was heard is only a hint: if the log does not have it, it is forgotten.
        _heard = 0;
        _mayHaveMissed = false;
        _lookedAt = _time.GetTimestamp();
        _looks++;
        var commits = await _log.ReadAfter(_pipeline.Durable.Number);
        return () =>
        {
            _pipeline.Replay(commits);
            var due = _afterLooks.Where(a => a.Look <= _looks).ToList();
            _afterLooks.RemoveAll(a => a.Look <= _looks);
            foreach (var (then, _, _) in due) then();
        };
    }
}

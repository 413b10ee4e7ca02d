using MappingBoard.Server.Bus;
using MappingBoard.Shared.Records;

namespace MappingBoard.Server.Rooms;

/// <summary>What other servers do with the same board. The bus is a hint, the log is the truth.</summary>
public sealed partial class Room
{
    /// <summary>Commits that are kept until those before them come.</summary>
    private const int MostAhead = 64;

    /// <summary>While the bus is away, the log is looked into so often.</summary>
    private static readonly TimeSpan LooksWhileAway = TimeSpan.FromSeconds(1);

    /// <summary>It is looked into now and then in any case: the last message before a silence may have been lost, or come from no server.</summary>
    private static readonly TimeSpan LooksAnyway = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan SaysAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HasEnded = TimeSpan.FromSeconds(16);

    private readonly Elsewhere _elsewhere = new();
    private readonly SortedDictionary<long, Commit> _ahead = [];

    /// <summary>Pages that came in, until the room has looked; with the look after which they are received.</summary>
    private readonly List<(Seat Seat, long Stream, long Look)> _atTheDoor = [];

    /// <summary>Those who asked for a look; with the look that answers them.</summary>
    private readonly List<(TaskCompletionSource Looked, long Look)> _asked = [];
    private long _looks;
    private bool _mayHaveMissed;
    private bool _peopleChanged;
    private long _heard;
    private long _lookedAt;
    private long _saidAt;

    private bool MustLook => _mayHaveMissed || _heard > _ledger.Number;

    /// <summary>Another server says that a commit is durable.</summary>
    public void Hear(Commit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (commit.Number > _durable.Number) Post(() => Follow(commit));
    }

    /// <summary>Another server says who is in its room.</summary>
    public void Hear(string server, PeopleHere people) => Post(() =>
    {
        var isNew = _elsewhere.Hear(server, people, _time.GetTimestamp());
        _peopleChanged |= isNew;
        PlaceThoseElsewhere();
    });

    public void MayHaveMissed() => Post(() => _mayHaveMissed = true);

    /// <summary>
    /// Time has passed: about once a second. Looks into the log when it is time, and says again who is here. A server that
    /// is alone looks, too: a command beside it may have destroyed the board (K3).
    /// </summary>
    public void GoRound() => Post(() =>
    {
        var isAway = _bus.State == BusState.Away;
        _mayHaveMissed |= _time.GetElapsedTime(_lookedAt) >= (isAway ? LooksWhileAway : LooksAnyway);
        _peopleChanged |= _streams.Seats.Count > 0 && _time.GetElapsedTime(_saidAt) >= SaysAgain;
        if (_elsewhere.Forget(at => _time.GetElapsedTime(at) >= HasEnded)) PlaceThoseElsewhere();
    });

    /// <summary>Ends when the room knows all that was durable when it was asked, at whichever server; at once where there is no other.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up waiting for the store.</exception>
    public Task Look(CancellationToken cancel)
    {
        if (_bus.State == BusState.Alone) return Task.CompletedTask;
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(
            () =>
            {
                _asked.Add((looked, _looks + 1));
                _mayHaveMissed = true;
            },
            looked.SetResult);
        return looked.Task.WaitAsync(cancel);
    }

    private void Receive(Seat seat, long stream)
    {
        if (_bus.State == BusState.Alone)
        {
            Welcome(seat, stream);
            return;
        }

        _atTheDoor.Add((seat, stream, _looks + 1));
        _mayHaveMissed = true;
    }

    private void Follow(Commit commit)
    {
        _heard = Math.Max(_heard, commit.Number);
        _ahead[commit.Number] = commit;
        if (_ahead.Count > MostAhead) _ahead.Clear();
    }

    /// <summary>Takes in what was heard as far as it follows. What does not follow is looked for in the log.</summary>
    private void FollowTheOthers()
    {
        while (_ahead.Count > 0 && _ahead.First() is var (number, commit) && number <= _ledger.Number + 1)
        {
            _ahead.Remove(number);
            if (number == _ledger.Number + 1 && commit.First == _ledger.Sequence + 1 && commit.Previous == _ledger.Hash) Replay([commit]);
        }
    }

    private void BeginToLook()
    {
        // Whatever was heard is only a hint: if the log does not have it, it is forgotten.
        _heard = 0;
        _mayHaveMissed = false;
        _lookedAt = _time.GetTimestamp();
        _looks++;
    }

    private void HasLooked()
    {
        foreach (var (looked, _) in _asked.Where(a => a.Look <= _looks)) looked.TrySetResult();
        _asked.RemoveAll(a => a.Look <= _looks);
        var received = _atTheDoor.Where(w => w.Look <= _looks).ToList();
        _atTheDoor.RemoveAll(w => w.Look <= _looks);
        foreach (var (seat, stream, _) in received) Welcome(seat, stream);
    }

    private void PlaceThoseElsewhere()
    {
        foreach (var participant in _elsewhere.Place(_presence, _ledger.Board)) TellOf(participant, exceptFor: null);
    }

    /// <summary>Tells the other servers who is here, when that has changed or was said some time ago.</summary>
    private void SayWhoIsHere()
    {
        if (!_peopleChanged || _bus.State == BusState.Alone) return;
        _peopleChanged = false;
        _saidAt = _time.GetTimestamp();
        _bus.Publish(new PeopleHere(_log.Board, [.. _presence.Here.Select(seat => new PageHere(seat.Participant, seat.Shows))]));
    }

    /// <summary>The room has ended.</summary>
    private void SayNobodyIsHere()
    {
        foreach (var (looked, _) in _asked) looked.TrySetResult();
        if (_bus.State != BusState.Alone) _bus.Publish(new PeopleHere(_log.Board, []));
    }
}

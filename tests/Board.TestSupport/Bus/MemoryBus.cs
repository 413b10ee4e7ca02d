using MappingBoard.Server.Ports;
using MappingBoard.Shared.Log;

namespace MappingBoard.TestSupport.Bus;

/// <summary>
/// A bus between servers in one process, with the faults of a real one by script. At once by default; with
/// <see cref="Holds"/>, what is said waits until the test lets it arrive, twice, late or never.
/// </summary>
public sealed class MemoryBus
{
    private readonly List<End> _ends = [];
    private readonly List<Action> _onTheWay = [];

    /// <summary>Whether what is said waits until it is released.</summary>
    public bool Holds { get; set; }

    /// <summary>Whether nothing comes through.</summary>
    public bool IsCut { get; private set; }

    public int OnTheWay => _onTheWay.Count;

    /// <summary>A server's end of it.</summary>
    public IBoardBus NewEnd() => new End(this, $"server-{_ends.Count}");

    /// <summary>A server has ended without a word.</summary>
    public void Forget(IBoardBus end) => _ends.Remove((End)end);

    /// <summary>One message arrives at those who listen now.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="again">It will arrive once more.</param>
    public void Release(int index, bool again = false)
    {
        var arrive = _onTheWay[index];
        if (!again) _onTheWay.RemoveAt(index);
        arrive();
    }

    public void Lose(int index) => _onTheWay.RemoveAt(index);

    /// <summary>The bus goes away, and what is on the way with it.</summary>
    public void Cut()
    {
        IsCut = true;
        _onTheWay.Clear();
    }

    /// <summary>It is back. Everybody is told that they may have missed something.</summary>
    public void Heal()
    {
        IsCut = false;
        foreach (var end in _ends.ToList()) end.CameBack();
    }

    private void Say(Action<End> tell)
    {
        if (IsCut) return;
        void Arrive() => _ends.ToList().ForEach(tell);
        if (Holds) _onTheWay.Add(Arrive);
        else Arrive();
    }

    private sealed class End : IBoardBus
    {
        private readonly MemoryBus _bus;
        private readonly string _name;
        private readonly List<(string Board, IBoardSubscriber Ear)> _ears = [];
        private readonly List<Action<AdmissionNews>> _doors = [];

        public End(MemoryBus bus, string name)
        {
            (_bus, _name) = (bus, name);
            bus._ends.Add(this);
        }

        public BusState State => _bus.IsCut ? BusState.Away : BusState.Carrying;

        public void Publish(Commit commit) => _bus.Say(end => end.Hear(commit.Board, ear => ear.Hear(commit)));

        public void Publish(PeopleHere people) => _bus.Say(end =>
        {
            if (end != this) end.Hear(people.Board, ear => ear.Hear(_name, people));
        });

        public void Publish(AdmissionNews news) => _bus.Say(end =>
        {
            if (end != this) end._doors.ToList().ForEach(heard => heard(news));
        });

        public IDisposable Listen(string board, IBoardSubscriber ear)
        {
            _ears.Add((board, ear));
            ear.MayHaveMissed();
            return new Ended(() => _ears.Remove((board, ear)));
        }

        public IDisposable ListenToDoors(Action<AdmissionNews> heard)
        {
            _doors.Add(heard);
            return new Ended(() => _doors.Remove(heard));
        }

        public void CameBack() => _ears.ToList().ForEach(e => e.Ear.MayHaveMissed());

        private void Hear(string board, Action<IBoardSubscriber> tell) =>
            _ears.Where(e => e.Board == board).ToList().ForEach(e => tell(e.Ear));
    }

    private sealed class Ended(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

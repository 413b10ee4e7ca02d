using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Ports;

/// <summary>
/// Carries between servers what is durable, and who is where. A hint: it may lose, double, delay and reorder; the log is
/// the truth, and a room that is told of a commit which is not its next reads the log. Thread-safe; nothing waits, nothing
/// throws.
/// </summary>
public interface IBoardBus
{
    /// <summary>How far it can be relied on at the moment.</summary>
    BusState State { get; }

    /// <summary>Tells the other servers of a commit. Called after it is durable (O2).</summary>
    void Publish(Commit commit);

    /// <summary>Tells the other servers who is in a room of this one, all of them and in full.</summary>
    void Publish(PeopleHere people);

    /// <summary>Asks to be told of one board until the answer is disposed. What this server says itself need not come back.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="ear">Called on any thread.</param>
    IDisposable Listen(string board, IBoardSubscriber ear);

    /// <summary>Tells the other servers that something happened at a board's doors.</summary>
    void Publish(AdmissionNews news);

    /// <summary>Asks to be told what happens at the doors of all boards, at other servers, until the answer is disposed.</summary>
    /// <param name="heard">Called on any thread; must not wait.</param>
    IDisposable ListenToDoors(Action<AdmissionNews> heard);
}

/// <summary>Who hears of one board. Called on any thread; must not wait and must not throw.</summary>
public interface IBoardSubscriber
{
    /// <summary>A server says that a commit is durable.</summary>
    void Hear(Commit commit);

    /// <summary>Another server says who is in its room.</summary>
    /// <param name="server">A name that it has until it ends.</param>
    /// <param name="people">All of them.</param>
    void Hear(string server, PeopleHere people);

    /// <summary>From now on everything should come, and something before may have been lost: time to look into the log.</summary>
    void MayHaveMissed();
}

/// <summary>How far the bus can be relied on.</summary>
public enum BusState
{
    /// <summary>There is no other server.</summary>
    Alone,

    /// <summary>What other servers say comes here, as a rule.</summary>
    Carrying,

    /// <summary>Nothing comes: the log alone tells what happens elsewhere.</summary>
    Away,
}

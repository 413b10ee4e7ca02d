using MappingBoard.Shared.Records;

namespace MappingBoard.Server.Storage;

/// <summary>
/// Carries durable commits between servers. A hint: it may lose, double and delay; the log is the truth, and a room that
/// is told of a commit which is not its next reads the log. Thread-safe.
/// </summary>
public interface IBoardBus
{
    /// <summary>Tells the other servers. Called after the commit is durable (O2); never waits and never throws.</summary>
    void Publish(Commit commit);

    /// <summary>Asks to be told of the commits of one board, one's own included, until the answer is disposed.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="heard">Called on any thread; must not wait.</param>
    IDisposable Listen(string board, Action<Commit> heard);
}

using MappingBoard.Server.Storage;

namespace MappingBoard.Server.Listing;

/// <summary>
/// What is known of every meeting without opening its board. A cache of the logs (O3): kept up a moment behind them, and
/// made again when it is lost. Thread-safe.
/// </summary>
public interface IMeetingIndex
{
    /// <summary>The most that are read at once.</summary>
    const int MostAtOnce = 1000;

    /// <summary>Keeps a summary in place of an older one; an older one never replaces a newer.</summary>
    /// <exception cref="ArgumentException">Malformed: nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is kept is unknown.</exception>
    Task Put(MeetingSummary summary, CancellationToken cancel);

    /// <summary>The summaries of boards that there are, in any order.</summary>
    /// <param name="boards">The boards' ids, at most <see cref="MostAtOnce"/>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<MeetingSummary>> Read(IReadOnlyCollection<string> boards, CancellationToken cancel);

    /// <summary>The meetings where nothing has happened for the longest time, the quietest first.</summary>
    /// <param name="before">Only those where it happened earlier.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="most">How many to read, 1 to <see cref="MostAtOnce"/>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<MeetingSummary>> ReadQuiet(DateTimeOffset before, MeetingSummary? after, int most, CancellationToken cancel);

    /// <summary>Forgets a board; one that is not there is forgotten already.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is there is unknown.</exception>
    Task Remove(string board, CancellationToken cancel);
}

namespace MappingBoard.Server.Ports;

/// <summary>
/// What is known of every meeting without opening its board. A cache of the logs (O3): kept up a moment behind them, and
/// made again when it is lost. Thread-safe.
/// </summary>
public interface IMeetingIndex
{
    /// <summary>The most that are read at once.</summary>
    const int MostAtOnce = 1000;

    /// <summary>Keeps a summary in place of an older one; an older one never replaces a newer (K1).</summary>
    /// <exception cref="ArgumentException">Malformed: nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is kept is unknown.</exception>
    Task Put(MeetingSummary summary, CancellationToken cancel);

    /// <summary>The summaries that there are of some boards, in any order.</summary>
    /// <param name="boards">The boards' ids, at most <see cref="MostAtOnce"/>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<MeetingSummary>> Read(IReadOnlyCollection<string> boards, CancellationToken cancel);

    /// <summary>The meetings where nothing has been accepted after a moment, in any order, read little by little.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    IAsyncEnumerable<MeetingSummary> ReadQuiet(DateTimeOffset since, CancellationToken cancel);

    /// <summary>Forgets a board; one that is not there is forgotten already.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is forgotten is unknown.</exception>
    Task Remove(string board, CancellationToken cancel);
}

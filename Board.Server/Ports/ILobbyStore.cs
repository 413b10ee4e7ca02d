namespace MappingBoard.Server.Ports;

/// <summary>
/// Where the requests of those who want to come to a meeting are kept, never in the board's own log. What is done is
/// written together with its line of the access log, or not at all. Thread-safe.
/// </summary>
public interface ILobbyStore
{
    /// <summary>
    /// Somebody asks to come in. The same request once more, while it waits, only corrects their name and who they are.
    /// Invitation and bounds are looked at in the same write, so that nobody slips past them.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is there is unknown.</exception>
    Task<Asked> Ask(LobbyRequest request, AccessEntry entry, CancellationToken cancel);

    /// <summary>The request with this id; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<LobbyRequest?> Find(string id, CancellationToken cancel);

    /// <summary>Those who wait at a board, in the order of asking.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<LobbyRequest>> ReadWaiting(string board, CancellationToken cancel);

    /// <summary>The requests of a board whose names are still there, whatever became of them.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<LobbyRequest>> ReadNamed(string board, CancellationToken cancel);

    /// <summary>Answers a request that waits. Of several answers the first one counts.</summary>
    /// <returns>Whether it waited.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is answered is unknown.</exception>
    Task<bool> Decide(string id, LobbyState state, AccessEntry entry, CancellationToken cancel);

    /// <summary>Takes back what has waited since before a moment.</summary>
    /// <returns>The boards at which somebody waited.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<string>> Lapse(DateTimeOffset askedBefore, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Destroys the names in requests that were decided before a moment.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task ForgetNames(DateTimeOffset decidedBefore, CancellationToken cancel);
}

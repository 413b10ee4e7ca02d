namespace MappingBoard.Server.Ports;

/// <summary>
/// Where links to one more device are kept. It never learns a token, only its hash. What is done is written together with
/// its line of the access log, or not at all. Thread-safe.
/// </summary>
public interface IDeviceLinkStore
{
    /// <summary>Keeps a new link, durably. A link of the same person that was not used yet is void from then on.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is there is unknown.</exception>
    Task Create(string tokenHash, DeviceLink link, AccessEntry entry, CancellationToken cancel);

    /// <summary>The link with this hash of its token, if it can be used at that moment.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<DeviceLink?> Find(string tokenHash, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Uses a link up.</summary>
    /// <returns>Whether it could still be used: of several who try, one.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is used up is unknown.</exception>
    Task<bool> Use(string tokenHash, AccessEntry entry, CancellationToken cancel);

    /// <summary>Takes away links that were over at that moment.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task Forget(DateTimeOffset overBefore, CancellationToken cancel);
}

/// <summary>A way onto the map for one more device of somebody who is at the meeting.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Participant">Who they are there.</param>
/// <param name="Until">From then on it leads nowhere, UTC.</param>
public sealed record DeviceLink(string Board, string Participant, DateTimeOffset Until);

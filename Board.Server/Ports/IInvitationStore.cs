namespace MappingBoard.Server.Ports;

/// <summary>
/// Where invitations are kept. It never learns a token or a code, only their hashes. What is done to one is written
/// together with its line of the access log, or not at all. Thread-safe.
/// </summary>
public interface IInvitationStore
{
    /// <summary>Keeps a new invitation, durably.</summary>
    /// <returns>False, and nothing is written, when as many of its board can be opened already as may be.</returns>
    /// <exception cref="ArgumentException">Malformed, or known already: nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is there is unknown.</exception>
    Task<bool> Create(IssuedInvitation invitation, AccessEntry entry, CancellationToken cancel);

    /// <summary>The invitation with this hash of its token, expired and revoked ones included; null when there is none.</summary>
    /// <param name="tokenHash">The SHA-256 of the token.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IssuedInvitation?> Find(string tokenHash, CancellationToken cancel);

    /// <summary>The invitation with this id, expired and revoked ones included; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IssuedInvitation?> FindById(string id, CancellationToken cancel);

    /// <summary>The invitation that a code leads to at that moment; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IssuedInvitation?> FindByCode(string codeHash, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The invitations of a board that can be opened at that moment, the latest first.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<IssuedInvitation>> ReadOpen(string board, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Ends an invitation of a board, and its code with it.</summary>
    /// <returns>False when the board has no such invitation, or it was revoked before.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is revoked is unknown.</exception>
    Task<bool> Revoke(string id, AccessEntry entry, CancellationToken cancel);

    /// <summary>Gives an invitation of a board a code, in place of the one before.</summary>
    /// <returns>False when the board has no such invitation that can be opened at that moment.</returns>
    /// <exception cref="ArgumentException">The code is known already: nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether the code leads anywhere is unknown.</exception>
    Task<bool> GiveCode(string id, string codeHash, DateTimeOffset until, AccessEntry entry, CancellationToken cancel);

    /// <summary>Destroys the names in invitations that were over at that moment.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task ForgetNames(DateTimeOffset overBefore, CancellationToken cancel);
}

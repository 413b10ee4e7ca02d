using MappingBoard.Server.Storage;

namespace MappingBoard.Server.Access;

/// <summary>Where invitations are kept. It never learns a token, only its hash. Thread-safe.</summary>
public interface IInvitationStore
{
    /// <summary>Keeps a new invitation, durably.</summary>
    /// <exception cref="ArgumentException">Malformed, or the token is known already: nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; whether it is there is unknown.</exception>
    Task Create(IssuedInvitation invitation, CancellationToken cancel);

    /// <summary>The invitation with this hash of its token, expired and revoked ones included; null when there is none.</summary>
    /// <param name="tokenHash">See <see cref="InvitationToken.HashOf"/>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IssuedInvitation?> Find(string tokenHash, CancellationToken cancel);
}

using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Ports;

/// <summary>A way into one board: whoever has its token may ask to come in. What they come as follows from it alone.</summary>
/// <param name="Id">Names it, and opens nothing.</param>
/// <param name="TokenHash">SHA-256 of the token as 64 lower-case hex digits; the token itself is kept nowhere.</param>
/// <param name="Board">The board's id.</param>
/// <param name="CreatedBy">The participant who made it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Role">The role of those who come by it.</param>
/// <param name="Circles">The standing circles that those enter who come by it.</param>
/// <param name="ExpiresAt">From then on it lets nobody in, UTC.</param>
/// <param name="Name">The one person whom it is for; null for everybody with that role.</param>
/// <param name="Who">Who that person is.</param>
/// <param name="Uses">How many may come by it; null for any number.</param>
/// <param name="RevokedAt">From then on it lets nobody in, UTC; null while nobody has revoked it.</param>
public sealed record IssuedInvitation(
    string Id,
    string TokenHash,
    string Board,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    Role Role,
    CircleSet Circles,
    DateTimeOffset ExpiresAt,
    string? Name = null,
    string? Who = null,
    int? Uses = null,
    DateTimeOffset? RevokedAt = null)
{
    /// <summary>How many have come by it or wait, by the waiting room's count.</summary>
    public int Used { get; init; }

    public bool IsUsedUp => Used >= Uses;

    /// <exception cref="ArgumentException">Not an invitation that a store can keep. The message holds nothing of it.</exception>
    internal void RequireWellFormed()
    {
        if (!Ids.IsWellFormed(Id)) throw new ArgumentException("The invitation has no well-formed id.");
        if (!HexHash.IsWellFormed(TokenHash)) throw new ArgumentException("The token's hash is not one.");
        if (!Ids.IsWellFormed(Board)) throw new ArgumentException("The board has no well-formed id.");
        if (!Ids.IsWellFormed(CreatedBy)) throw new ArgumentException("The participant has no well-formed id.");
    }

    /// <summary>Whether it can be opened at that moment.</summary>
    public bool IsOpenAt(DateTimeOffset now) => now < ExpiresAt && (RevokedAt is null || now < RevokedAt);
}

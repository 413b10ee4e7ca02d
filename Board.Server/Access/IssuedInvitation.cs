using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Access;

/// <summary>A way into one board: whoever has its token may ask to join.</summary>
/// <param name="TokenHash">SHA-256 of the token as 64 lower-case hex digits; the token itself is kept nowhere.</param>
/// <param name="Board">The board's id.</param>
/// <param name="CreatedBy">The participant who made it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Role">The role of those who join by it; null when they say themselves who they are.</param>
/// <param name="ExpiresAt">From then on it lets nobody in, UTC; null when it does not expire.</param>
/// <param name="RevokedAt">From then on it lets nobody in, UTC; null while nobody has revoked it.</param>
public sealed record IssuedInvitation(
    string TokenHash,
    string Board,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    Role? Role = null,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? RevokedAt = null)
{
    /// <summary>Whether it lets people in at that moment.</summary>
    public bool IsOpenAt(DateTimeOffset now) => (ExpiresAt is null || now < ExpiresAt) && (RevokedAt is null || now < RevokedAt);
}

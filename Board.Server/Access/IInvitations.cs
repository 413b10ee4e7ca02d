using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Access;

/// <summary>The links by which others join a board. Thread-safe.</summary>
public interface IInvitations
{
    /// <summary>Makes a link that anybody who has it can open until it expires.</summary>
    /// <param name="board">The board's id.</param>
    /// <param name="by">The participant who invites.</param>
    /// <param name="origin">The server's address as the page sees it, ending in a slash; goes into the QR code.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<Invitation> Create(string board, string by, Uri origin, CancellationToken cancel);

    /// <summary>What a link leads to; null when there is no such link, or it has expired.</summary>
    /// <param name="token">The secret part of the link, as it was opened or typed: see <see cref="InvitationToken"/>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<InvitedTo?> Find(string token, CancellationToken cancel);
}

/// <param name="Board">The board's id.</param>
/// <param name="By">The participant who invites.</param>
public sealed record InvitedTo(string Board, string By);

using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Access;

/// <summary>Makes the links by which others join a board.</summary>
public interface IInvitations
{
    /// <param name="board">The board's id.</param>
    /// <param name="by">The participant who invites.</param>
    /// <param name="origin">The server's address as the page sees it, ending in a slash; goes into the QR code.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<Invitation> Create(string board, string by, Uri origin, CancellationToken cancel);
}

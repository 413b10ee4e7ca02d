using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Sync;

/// <summary>The board as it was rendered into the page.</summary>
/// <param name="Snapshot">The board in the form that its viewer may see.</param>
/// <param name="Stream">The stream number that it stands at (V3).</param>
/// <param name="Me">The participant that the page speaks for.</param>
/// <param name="Projection">The version of what the number counts.</param>
public sealed record PrerenderedBoard(BoardSnapshot Snapshot, long Stream, string Me, int Projection);

/// <summary>What a page shows before its connection has spoken.</summary>
public interface IBoardSnapshotSource
{
    /// <summary>
    /// The board for the person that this page speaks for: on the server from the room, in the browser from the page
    /// itself. Null where there is none, or where this person may not see it. Completes at once where the board is at
    /// hand, so that a page which is on the screen already is not replaced by an empty one.
    /// </summary>
    Task<PrerenderedBoard?> Read(string boardId);
}

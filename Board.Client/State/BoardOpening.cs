using MappingBoard.Client.Connection;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State;

/// <summary>Opens a page on a board: called once by the board's root component.</summary>
public sealed class BoardOpening(IBoardSnapshotSource snapshots, BoardInPage page, IIdSource ids, IDispatcher dispatcher)
{
    /// <summary>
    /// Shows the board as the page was rendered with it and, when <paramref name="isLive"/>, connects. Without a
    /// snapshot the state is not ready until the server has spoken.
    /// </summary>
    /// <param name="boardId">Which board.</param>
    /// <param name="isLive">False while the server only renders the page (<c>RendererInfo.IsInteractive</c>).</param>
    public async Task Open(string boardId, bool isLive)
    {
        var prerendered = await snapshots.Read(boardId);
        if (!isLive && prerendered is not null) page.Keep(prerendered);
        dispatcher.Dispatch(new BoardOpened(boardId, ids.Next(), prerendered, isLive));
    }
}

using System.Text.Json;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace MappingBoard.Client.Connection;

/// <summary>
/// Carries the board inside the page from the server that rendered it to the browser that takes over: the first thing
/// that the browser shows is what the person sees already. A server circuit reads the room instead, so that nothing is
/// put into the page for it.
/// </summary>
public sealed class BoardInPage(PersistentComponentState page) : IBoardSnapshotSource, IDisposable
{
    private const string SnapshotKey = "board";
    private const string StreamKey = "board-stream";
    private const string MeKey = "board-me";

    private PersistingComponentStateSubscription? _persisting;

    /// <summary>On the server: puts the board into the page that is being rendered.</summary>
    public void Keep(PrerenderedBoard board)
    {
        _persisting?.Dispose();
        _persisting = page.RegisterOnPersisting(
            () =>
            {
                page.PersistAsJson(SnapshotKey, JsonSerializer.Serialize(board.Snapshot, BoardJson.Default.BoardSnapshot));
                page.PersistAsJson(StreamKey, board.Stream);
                page.PersistAsJson(MeKey, board.Me);
                return Task.CompletedTask;
            },
            RenderMode.InteractiveWebAssembly);
    }

    /// <summary>In the browser: completes at once, so that the first rendering has the board in it.</summary>
    public Task<PrerenderedBoard?> Read(string boardId)
    {
        var isThere = page.TryTakeFromJson<string>(SnapshotKey, out var json)
            & page.TryTakeFromJson<long>(StreamKey, out var stream)
            & page.TryTakeFromJson<string>(MeKey, out var me);
        var snapshot = isThere ? JsonSerializer.Deserialize(json!, BoardJson.Default.BoardSnapshot) : null;
        return Task.FromResult(snapshot?.Id == boardId ? new PrerenderedBoard(snapshot, stream, me!) : null);
    }

    public void Dispose() => _persisting?.Dispose();
}

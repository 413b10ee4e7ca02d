using System.Text.Json;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MappingBoard.Client.Connection;

/// <summary>
/// Carries the board inside the page from the server that rendered it to the browser that takes over: the first thing
/// that the browser shows is what the person sees already. A server circuit reads the room instead. As plain JSON in the
/// page it shares its words with the markup and adds 6 KB to a compressed page of 17; Blazor's own persistent state,
/// twice in base 64, added 19.
/// </summary>
public sealed class BoardInPage(IJSRuntime browser) : IBoardSnapshotSource
{
    private const string Id = "board-in-page";

    private PrerenderedBoard? _board;

    /// <summary>On the server: what to render for the browser to find; nothing where there is no board.</summary>
    public MarkupString Markup => _board is null
        ? default
        : new($"""<script type="application/json" id="{Id}" data-stream="{_board.Stream}" data-me="{_board.Me}" data-projection="{_board.Projection}">{Json(_board.Snapshot)}</script>""");

    /// <summary>On the server: takes the board that the page is rendered with.</summary>
    public void Keep(PrerenderedBoard board) => _board = board;

    /// <summary>In the browser: completes at once, so that the first rendering has the board in it.</summary>
    public Task<PrerenderedBoard?> Read(string boardId) => Task.FromResult(browser is IJSInProcessRuntime page ? Find(page, boardId) : null);

    private static PrerenderedBoard? Find(IJSInProcessRuntime page, string boardId)
    {
        using var element = page.Invoke<IJSInProcessObjectReference?>("document.getElementById", Id);
        if (element is null) return null;
        var snapshot = JsonSerializer.Deserialize(element.GetValue<string>("textContent"), BoardJson.Default.BoardSnapshot);
        if (snapshot?.Id != boardId) return null;
        return new(
            snapshot,
            long.Parse(element.GetValue<string>("dataset.stream"), System.Globalization.CultureInfo.InvariantCulture),
            element.GetValue<string>("dataset.me"),
            int.Parse(element.GetValue<string>("dataset.projection"), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The serialiser writes neither angle brackets nor ampersands as they are, so nothing in it ends the element.</summary>
    private static string Json(BoardSnapshot snapshot) => JsonSerializer.Serialize(snapshot, BoardJson.Default.BoardSnapshot);
}

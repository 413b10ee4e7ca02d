using System.Collections.Immutable;
using MappingBoard.Client.Connection;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MappingBoard.Client.UI;

/// <summary>
/// What only the browser can do, in one module: the focus, dialogs, the clipboard, sharing, the time zone. One for each
/// page; its calls are safe after the page has gone.
/// </summary>
/// <param name="js">The page's runtime.</param>
/// <param name="calls">For what the page cannot do without.</param>
public sealed class BrowserPage(IJSRuntime js, BrowserCalls calls) : IAsyncDisposable
{
    private readonly BrowserModule _module = new(js, "page");
    private string? _focus;
    private string? _reveal;

    /// <summary>Asks for the focus on an element by its id, once the next rendering is done.</summary>
    public void WantFocus(string id) => _focus = id;

    /// <summary>Asks for an element to be scrolled into sight, once the next rendering is done.</summary>
    public void WantSight(string id) => _reveal = id;

    /// <summary>Gives what was asked for. Called by the root after each rendering.</summary>
    public async Task Settle()
    {
        var (focus, reveal) = (_focus, _reveal);
        _focus = _reveal = null;

        // The focus comes last and moves nothing: whoever has it finds the page at rest.
        if (reveal is not null) await Call("revealOne", reveal);
        if (focus is not null) await Call("focusOn", focus);
    }

    /// <summary>Opens a dialog above the page.</summary>
    public Task ShowModal(ElementReference dialog) => Call("showModal", dialog);

    /// <summary>Puts text on the clipboard.</summary>
    /// <returns>Whether the browser allowed it.</returns>
    public Task<bool> Copy(string text) => Ask("copy", text);

    /// <summary>Opens the browser's own way to print, or to save as PDF.</summary>
    public Task Print() => Call("printPage");

    /// <summary>Whether the device has a way of its own to send a link on.</summary>
    public Task<bool> CanShare() => Ask("canShare");

    /// <summary>Opens the device's own way to send a link on.</summary>
    public Task Share(string title, string address) => Call("share", title, address);

    /// <summary>Opens the page anew, once in a while at most, and only where the browser keeps every word that was written (G1).</summary>
    public Task OpenAnew() => Call("openAnew");

    /// <summary>How the reader's clock changes.</summary>
    public async Task<ImmutableArray<ClockChange>> ClockChanges()
    {
        long[] pairs = [];
        var module = await Module();
        await calls.Insist(async patience => pairs = await module.InvokeAsync<long[]>("clockChanges", patience));
        return [.. pairs.Chunk(2).Select(p => new ClockChange(DateTimeOffset.FromUnixTimeMilliseconds(p[0]), TimeSpan.FromMinutes(p[1])))];
    }

    /// <summary>Starts what the whole page listens to: keys that work everywhere, words that open on a tap, the state of the circuit.</summary>
    /// <param name="page">Gets <c>Undo</c> and <c>Redo</c>.</param>
    public async Task Listen<T>(DotNetObjectReference<T> page)
        where T : class
    {
        var module = await Module();
        await calls.Insist(async patience => await module.InvokeVoidAsync("listen", patience, page));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module.Here is { } module) await module.InvokeVoidAsync("stop");
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page has gone, and its listeners with it.
        }
    }

    private Task<IJSObjectReference> Module() => _module.Insist(calls);

    private async Task Call(string what, params object?[] with) => await (await Module()).InvokeVoidAsync(what, with);

    private async Task<bool> Ask(string what, params object?[] with) => await (await Module()).InvokeAsync<bool>(what, with);
}

using Microsoft.JSInterop;

namespace MappingBoard.Client.Connection;

/// <summary>The browser's own signals, by a small module.</summary>
public sealed class BrowserSignals(IJSRuntime browser) : IPageSignals, IAsyncDisposable
{
    private DotNetObjectReference<BrowserSignals>? _self;
    private IJSObjectReference? _module;
    private Action? _woke;
    private Action? _lost;

    public async Task Listen(Action woke, Action lost)
    {
        (_woke, _lost) = (woke, lost);
        _self = DotNetObjectReference.Create(this);
        _module = await browser.InvokeAsync<IJSObjectReference>("import", "./js/signals.js");
        await _module.InvokeVoidAsync("listen", _self);
    }

    /// <summary>Called by the module.</summary>
    [JSInvokable]
    public void Woke() => _woke?.Invoke();

    /// <summary>Called by the module.</summary>
    [JSInvokable]
    public void Lost() => _lost?.Invoke();

    public async ValueTask DisposeAsync()
    {
        if (_module is not null) await _module.DisposeAsync();
        _self?.Dispose();
    }
}

using Microsoft.JSInterop;

namespace MappingBoard.Client.Connection;

/// <summary>The browser's own signals, by a small module.</summary>
public sealed class BrowserSignals(IJSRuntime browser) : IPageSignals, IAsyncDisposable
{
    private readonly BrowserModule _module = new(browser, "signals");
    private DotNetObjectReference<BrowserSignals>? _self;
    private Action? _woke;
    private Action? _lost;

    public async Task Listen(Action woke, Action lost)
    {
        (_woke, _lost) = (woke, lost);
        _self ??= DotNetObjectReference.Create(this);
        var module = await _module.Get(CancellationToken.None);
        await module.InvokeVoidAsync("listen", _self);
    }

    /// <summary>Called by the module.</summary>
    [JSInvokable]
    public void Woke() => _woke?.Invoke();

    /// <summary>Called by the module.</summary>
    [JSInvokable]
    public void Lost() => _lost?.Invoke();

    public async ValueTask DisposeAsync()
    {
        await _module.DisposeAsync();
        _self?.Dispose();
    }
}

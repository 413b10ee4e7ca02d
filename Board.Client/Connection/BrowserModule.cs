using Microsoft.JSInterop;

namespace MappingBoard.Client.Connection;

/// <summary>
/// One of the page's own JavaScript modules (wwwroot/js). Fetched when it is first needed, and asked for anew when it could
/// not be had: some browsers remember for good that a module did not come, so it is asked for by another address then.
/// </summary>
/// <param name="browser">The page's runtime.</param>
/// <param name="name">The file's name, without its ending.</param>
public sealed class BrowserModule(IJSRuntime browser, string name) : IAsyncDisposable
{
    /// <summary>After how long it is asked for again by those who cannot do without it.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private IJSObjectReference? _module;
    private Task<IJSObjectReference>? _asked;
    private int _failures;

    /// <summary>The module, when it is here.</summary>
    public IJSObjectReference? Here => _module;

    /// <summary>The module; asked for once.</summary>
    /// <exception cref="JSException">It could not be had this time.</exception>
    public async ValueTask<IJSObjectReference> Get(CancellationToken cancel)
    {
        if (_module is { } here) return here;
        try
        {
            return _module = await browser.InvokeAsync<IJSObjectReference>("import", cancel, Address);
        }
        catch (JSException)
        {
            _failures++;
            throw;
        }
    }

    /// <summary>The module, as soon as it can be had, over a line that may be away.</summary>
    public Task<IJSObjectReference> Insist(BrowserCalls calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return _module is { } here ? Task.FromResult(here) : _asked ??= Asked(calls);
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is null) return;
        try
        {
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page has gone.
        }
    }

    private async Task<IJSObjectReference> Asked(BrowserCalls calls)
    {
        try
        {
            while (_module is null)
            {
                try
                {
                    await calls.Insist(async patience => await Get(patience));
                }
                catch (JSException)
                {
                    await calls.Pause(Again);
                }
            }

            return _module;
        }
        finally
        {
            _asked = null;
        }
    }

    private string Address => _failures == 0 ? $"./js/{name}.js" : $"./js/{name}.js?again={_failures}";
}

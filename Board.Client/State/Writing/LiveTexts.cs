using MappingBoard.Client.Connection;
using Microsoft.JSInterop;

namespace MappingBoard.Client.State.Writing;

/// <summary>Makes text fields live. One for each page.</summary>
public sealed partial class LiveTexts(
    IState<BoardState> state,
    IDispatcher dispatcher,
    IJSRuntime browser,
    BrowserCalls calls,
    TimeProvider time,
    ILoggerFactory logs) : IAsyncDisposable
{
    /// <summary>After how long the module is asked for again when it could not be fetched.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly ILogger _log = logs.CreateLogger<LiveTexts>();
    private IJSObjectReference? _module;
    private int _made;

    /// <summary>
    /// For a text field that is about to be rendered for a note: render <see cref="LiveText.Initial"/> as its value and
    /// never touch it again, call <see cref="LiveText.Attach"/> when it is there, and dispose when it goes.
    /// </summary>
    public LiveText For(string note) => new(note, ++_made, this, state, dispatcher, calls, logs.CreateLogger<LiveText>());

    /// <summary>Fetches the module while there is a connection, so that a note opens for writing without one (R1).</summary>
    public Task Load() => Module();

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

    /// <summary>live-text.js, as soon as it can be had.</summary>
    internal async Task<IJSObjectReference> Module()
    {
        while (_module is null)
        {
            try
            {
                await calls.Insist(async patience => _module = await browser.InvokeAsync<IJSObjectReference>("import", patience, "./js/live-text.js"));
            }
            catch (JSException failure)
            {
                NotFetched(failure.GetType().Name);
                await Task.Delay(Again, time);
            }
        }

        return _module;
    }

    [LoggerMessage(2202, LogLevel.Information, "The module for text fields could not be fetched ({Kind}).")]
    private partial void NotFetched(string kind);
}

using MappingBoard.Client.Connection;
using Microsoft.JSInterop;

namespace MappingBoard.Client.State.Writing;

/// <summary>Makes text fields live. One for each page.</summary>
public sealed class LiveTexts(
    IState<BoardState> state,
    IDispatcher dispatcher,
    IJSRuntime browser,
    BrowserCalls calls,
    ILoggerFactory logs) : IAsyncDisposable
{
    private readonly BrowserModule _module = new(browser, "live-text");
    private int _made;

    /// <summary>
    /// For a text field that is about to be rendered for a note: render <see cref="LiveText.Initial"/> as its value and
    /// never touch it again, call <see cref="LiveText.Attach"/> when it is there, and dispose when it goes.
    /// </summary>
    public LiveText For(string note) => new(note, ++_made, this, state, dispatcher, calls, logs.CreateLogger<LiveText>());

    /// <summary>Fetches the module while there is a connection, so that a note opens for writing without one (R1).</summary>
    public Task Load() => Module();

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    /// <summary>live-text.js, as soon as it can be had.</summary>
    internal Task<IJSObjectReference> Module() => _module.Insist(calls);
}

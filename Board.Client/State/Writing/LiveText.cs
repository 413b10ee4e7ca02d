using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MappingBoard.Client.State.Writing;

/// <summary>Makes text fields live.</summary>
public sealed class LiveTexts(IState<BoardState> state, IDispatcher dispatcher, IJSRuntime browser, ILogger<LiveText> log)
{
    /// <summary>
    /// For a text field that is about to be rendered for a note: render <see cref="LiveText.Initial"/> as its value and
    /// never touch it again, call <see cref="LiveText.Attach"/> when it is there, and dispose when it goes.
    /// </summary>
    public LiveText For(string note) => new(note, state, dispatcher, browser, log);
}

/// <summary>
/// A note's words in a text field, written by several people at once. The browser's text field is ahead of .NET by a
/// round trip; the module live-text.js and <see cref="TextMirror"/> keep the two together. Used on the page's own
/// synchronisation context.
/// </summary>
public sealed partial class LiveText : IAsyncDisposable
{
    /// <summary>What the browser has not answered after this is sent again. Somebody in the middle of composing a character answers late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly string _note;
    private readonly IState<BoardState> _state;
    private readonly IDispatcher _dispatcher;
    private readonly IJSRuntime _browser;
    private readonly ILogger<LiveText> _log;
    private readonly DotNetObjectReference<LiveText> _self;
    private readonly TextMirror _mirror;
    private IJSObjectReference? _module;
    private IJSObjectReference? _field;
    private CancellationTokenSource? _patience;
    private bool _isShowing;
    private bool _isDisposed;

    internal LiveText(string note, IState<BoardState> state, IDispatcher dispatcher, IJSRuntime browser, ILogger<LiveText> log)
    {
        _note = note;
        _state = state;
        _dispatcher = dispatcher;
        _browser = browser;
        _log = log;
        _self = DotNetObjectReference.Create(this);
        Initial = Words;
        _mirror = new(Initial);
    }

    /// <summary>The words to render the field with. Stays the same for good.</summary>
    public string Initial { get; }

    private string Words => _state.Value.WordsIn(_note);

    /// <summary>The field is on the page. What was typed into it before this call counts.</summary>
    public async Task Attach(ElementReference field)
    {
        _module = await _browser.InvokeAsync<IJSObjectReference>("import", "./js/live-text.js");
        if (_isDisposed) return;
        _field = await _module.InvokeAsync<IJSObjectReference>("attach", field, _self, Initial, Bounds.NoteText);
        _state.StateChanged += Changed;
        await Show();
    }

    /// <summary>Called by the module: somebody typed. Returns how often something had been shown by then.</summary>
    [JSInvokable]
    public long Typed(long n, long seen, TextEdit edit)
    {
        var on = _mirror.Text;
        if (_mirror.Take(n, seen, edit) is not { } typed) return _mirror.Shown;

        // Whatever is shown from here on is shown with this edit.
        var shown = _mirror.Shown;
        _dispatcher.Dispatch(new TextEdited(_note, typed, on));
        _dispatcher.Dispatch(new WritingShown(_note));
        return shown;
    }

    /// <summary>Called by the module: the keys for taking back.</summary>
    [JSInvokable]
    public void Undo() => _dispatcher.Dispatch(new UndoRequested());

    /// <summary>Called by the module: the keys for doing again.</summary>
    [JSInvokable]
    public void Redo() => _dispatcher.Dispatch(new RedoRequested());

    /// <summary>Called by the module: what somebody wanted to paste is longer than a note can be, and was not pasted.</summary>
    [JSInvokable]
    public void TooLong() => _dispatcher.Dispatch(new RefusedHere(Refusal.TooLong(Bounds.NoteText)));

    /// <summary>Called by the module when the line to the server is back: what was shown meanwhile may not have arrived.</summary>
    [JSInvokable]
    public Task Back()
    {
        _patience?.Cancel();
        return Show();
    }

    /// <summary>Takes what is still in the field, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _state.StateChanged -= Changed;
        try
        {
            if (_field is not null)
            {
                await TakeTheRest(_field);
                await _field.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the field with it.
        }

        if (_state.Value.Writing == _note) _dispatcher.Dispatch(new WritingShown(null));
        _self.Dispose();
    }

    /// <summary>
    /// The field may go while the line to the browser is away: when the map is locked, for one. What was typed meanwhile is
    /// still there, so it is asked for until it has come or the browser is gone for good.
    /// </summary>
    private static async Task TakeTheRest(IJSObjectReference field)
    {
        for (var isTaken = false; !isTaken;)
        {
            try
            {
                await field.InvokeVoidAsync("detach");
                isTaken = true;
            }
            catch (OperationCanceledException)
            {
                // No answer in time.
            }
        }
    }

    private void Changed()
    {
        if (_state.Value.Board.Note(_note) is not null && !ReferenceEquals(Words, _mirror.Text)) _ = Show();
    }

    /// <summary>Sends what the field does not show yet, one after the other.</summary>
    private async Task Show()
    {
        if (_isShowing || _field is null) return;
        _isShowing = true;
        try
        {
            while (!_isDisposed && _mirror.Next(Words) is { } message)
            {
                await Send(message, _field);
            }
        }
        catch (Exception failure) when (failure is JSException or JSDisconnectedException)
        {
            // The field is gone, or the browser with it.
            NotShown(failure.GetType().Name);
        }
        finally
        {
            _isShowing = false;
        }
    }

    private async Task Send(TextShown message, IJSObjectReference field)
    {
        using var patience = _patience = new CancellationTokenSource(Patience);
        try
        {
            var n = await field.InvokeAsync<long>("show", patience.Token, message.M, message.Took, message.Edit);
            _mirror.Received(message.M, n);
        }
        catch (OperationCanceledException)
        {
            NotShown("no answer yet");
        }
        finally
        {
            _patience = null;
        }
    }

    [LoggerMessage(2201, LogLevel.Information, "A text field did not get what it should show ({Kind}).")]
    private partial void NotShown(string kind);
}

using MappingBoard.Client.Connection;
using MappingBoard.Client.State.Actions;
using MappingBoard.Client.State.Selectors;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MappingBoard.Client.State.Writing;

/// <summary>
/// A note's words in a text field, written by several people at once. The browser's text field is ahead of .NET by a
/// round trip; the module live-text.js and <see cref="TextMirror"/> keep the two together. Used on the page's own
/// synchronisation context.
/// </summary>
public sealed partial class LiveText : IAsyncDisposable
{
    private readonly string _note;
    private readonly int _number;
    private readonly LiveTexts _all;
    private readonly IState<BoardState> _state;
    private readonly IDispatcher _dispatcher;
    private readonly BrowserCalls _calls;
    private readonly ILogger<LiveText> _log;
    private readonly DotNetObjectReference<LiveText> _self;
    private readonly TextMirror _mirror;
    private Task? _attaching;
    private IJSObjectReference? _field;
    private bool _isShowing;
    private bool _isDisposed;

    internal LiveText(string note, int number, LiveTexts all, IState<BoardState> state, IDispatcher dispatcher, BrowserCalls calls, ILogger<LiveText> log)
    {
        _note = note;
        _number = number;
        _all = all;
        _state = state;
        _dispatcher = dispatcher;
        _calls = calls;
        _log = log;
        _self = DotNetObjectReference.Create(this);
        Initial = Words;
        _mirror = new(Initial);
    }

    /// <summary>The words to render the field with. Stays the same for good.</summary>
    public string Initial { get; }

    private string Words => _state.Value.WordsIn(_note);

    /// <summary>
    /// The field is on the page. What was typed into it before it was joined counts, however long that takes: the line
    /// may go just now. Called once.
    /// </summary>
    public Task Attach(ElementReference field) => _attaching = Join(field);

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

    /// <summary>
    /// Takes what is still in the field, and ends. While the line is away that takes until it is back: till then
    /// <see cref="Typed"/> goes on taking what was typed.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _state.StateChanged -= Changed;
        try
        {
            if (_attaching is not null) await _attaching;
            if (_field is { } field)
            {
                await _calls.Insist(patience => field.InvokeVoidAsync("detach", patience).AsTask());
                await field.DisposeAsync();
            }
        }
        catch (Exception failure) when (failure is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone, and the field with it.
            NotShown(failure.GetType().Name);
        }

        if (_state.Value.Writing == _note) _dispatcher.Dispatch(new WritingShown(null));
        _self.Dispose();
    }

    private async Task Join(ElementReference field)
    {
        var module = await _all.Module();
        await _calls.Insist(async patience =>
            _field = await module.InvokeAsync<IJSObjectReference>("attach", patience, _number, field, _self, _note, Initial, Bounds.NoteText));
        if (_isDisposed) return;
        _state.StateChanged += Changed;
        await Show();
    }

    private void Changed()
    {
        if (_state.Value.Board.Note(_note) is not null && !ReferenceEquals(Words, _mirror.Text)) _ = Show();
    }

    /// <summary>Sends what the field does not show yet, one after the other.</summary>
    private async Task Show()
    {
        if (_isShowing || _field is not { } field) return;
        _isShowing = true;
        try
        {
            while (!_isDisposed && _mirror.Next(Words) is { } message)
            {
                var isAnswered = await _calls.Try(async patience =>
                    _mirror.Received(message.M, await field.InvokeAsync<long>("show", patience, message.M, message.Took, message.Edit)));
                if (!isAnswered) NotShown("no answer yet");
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

    [LoggerMessage(2201, LogLevel.Information, "A text field did not get what it should show ({Kind}).")]
    private partial void NotShown(string kind);
}

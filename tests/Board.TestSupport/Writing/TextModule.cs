using MappingBoard.Shared.Text;

namespace MappingBoard.TestSupport.Writing;

/// <summary>A call of the module to .NET.</summary>
public sealed record TypedCall(long N, long Seen, TextEdit Edit);

/// <summary>
/// The model of Board.Client/wwwroot/js/live-text.js, line for line, without its timers: who calls it decides when a
/// call is made again.
/// </summary>
public sealed class TextModule(string text)
{
    private sealed class Pending
    {
        public required long N { get; init; }

        public required TextEdit Edit { get; set; }

        public long? Until { get; set; }
    }

    private List<Pending> _pending = [];
    private Pending? _flight;
    private TextEdit? _waiting;
    private long _n;
    private long _seen;
    private readonly List<(long M, long Took, TextEdit Edit, Action<long> Shown)> _held = [];
    private string _text = text;

    /// <summary>The text field's value.</summary>
    public string Field { get; private set; } = text;

    public bool IsComposing { get; private set; }

    /// <summary>Whether something has not been taken by .NET yet.</summary>
    public bool IsDue => _flight is not null || _waiting is not null;

    /// <summary>The person changes the field.</summary>
    public void Write(TextEdit edit)
    {
        Field = edit.Apply(Field);
        if (!IsComposing) Input();
    }

    public void StartComposing() => IsComposing = true;

    public void EndComposing()
    {
        IsComposing = false;
        Input();
    }

    /// <summary>A composition rests: what stands there is sent, and what was shown waits on.</summary>
    public void Rest() => Typed();

    /// <summary>.NET shows something; <paramref name="shown"/> is called with the last edit that was made without it, once it is in the field.</summary>
    public void Show(long m, long took, TextEdit edit, Action<long> shown)
    {
        if (m <= _seen)
        {
            shown(_n);
            return;
        }

        var twice = _held.FindIndex(h => h.M == m);
        if (twice >= 0)
        {
            _held[twice] = _held[twice] with { Shown = _held[twice].Shown + shown };
            return;
        }

        _held.Add((m, took, edit, shown));
        ShowHeld();
    }

    /// <summary>The call that is due, to be made now or once more; null when there is none.</summary>
    public TypedCall? Call()
    {
        if (_flight is null && _waiting is not null)
        {
            _flight = new() { N = ++_n, Edit = _waiting };
            _pending.Add(_flight);
            _waiting = null;
        }

        return _flight is null ? null : new(_flight.N, _seen, _flight.Edit);
    }

    /// <summary>The answer to a call.</summary>
    public void Answer(long n, long until)
    {
        if (_flight?.N != n) return;
        _flight.Until = until;
        _flight = null;
        Prune();
    }

    private void Input()
    {
        Typed();
        ShowHeld();
    }

    private void Typed()
    {
        var value = CleanText.Lines(Field);
        if (value == _text) return;
        var edit = TextEdit.Between(_text, value);
        _text = value;
        _waiting = _waiting is null ? edit : _waiting.Then(edit);
        if (_waiting.IsIdentity) _waiting = null;
    }

    private void ShowHeld()
    {
        if (IsComposing || _held.Count == 0) return;
        Typed();
        if (Field != _text) return;
        var held = _held.ToList();
        _held.Clear();
        foreach (var (m, took, edit, shown) in held)
        {
            Take(m, took, edit);
            shown(_n);
        }
    }

    private void Take(long m, long took, TextEdit edit)
    {
        if (m != _seen + 1) throw new InvalidOperationException("Something that was to be shown is missing.");
        var over = edit;
        _pending = _pending.FindAll(p => p.N > took);
        foreach (var p in _pending) (over, p.Edit) = TextEdit.Transform(over, p.Edit);
        if (_waiting is not null) (over, _waiting) = TextEdit.Transform(over, _waiting);
        _text = over.Apply(_text);
        _seen = m;
        Prune();
        Field = over.Apply(Field);
    }

    private void Prune()
    {
        while (_pending.Count > 0 && _pending[0].Until is { } until && until <= _seen) _pending.RemoveAt(0);
    }
}

using System.Text;

namespace MappingBoard.Shared.Text;

/// <summary>
/// Collects steps from left to right and brings them into canonical form: neighbours of one kind are one step, what
/// is inserted at a place comes before what is deleted there, nothing is empty. Every <see cref="TextEdit"/> is made
/// here, so no other form exists.
/// </summary>
internal sealed class TextEditBuilder
{
    private readonly List<TextStep> _steps = [];
    private StringBuilder? _inserted;
    private int _deleted;
    private int _retained;
    private int _baseLength;
    private int _resultLength;

    public TextEditBuilder Retain(int count)
    {
        if (count == 0) return this;
        if (_deleted > 0 || _inserted is { Length: > 0 }) Flush();
        _retained += count;
        _baseLength = checked(_baseLength + count);
        _resultLength = checked(_resultLength + count);
        return this;
    }

    public TextEditBuilder Delete(int count)
    {
        _deleted += count;
        _baseLength = checked(_baseLength + count);
        return this;
    }

    /// <exception cref="ArgumentException">The text has half a surrogate pair in it.</exception>
    public TextEditBuilder Insert(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return this;
        if (!Utf16.IsWellFormed(text)) throw new ArgumentException("Half a surrogate pair cannot be inserted.", nameof(text));
        (_inserted ??= new StringBuilder()).Append(text);
        _resultLength = checked(_resultLength + text.Length);
        return this;
    }

    public TextEdit Build()
    {
        Flush();
        return new TextEdit([.. _steps], _baseLength, _resultLength);
    }

    private void Flush()
    {
        if (_retained > 0) _steps.Add(TextStep.Retain(_retained));
        if (_inserted is { Length: > 0 }) _steps.Add(TextStep.Insert(_inserted.ToString()));
        if (_deleted > 0) _steps.Add(TextStep.Delete(_deleted));
        _retained = 0;
        _deleted = 0;
        _inserted?.Clear();
    }
}

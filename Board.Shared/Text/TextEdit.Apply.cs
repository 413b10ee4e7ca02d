namespace MappingBoard.Shared.Text;

public sealed partial class TextEdit
{
    /// <summary>
    /// True when the edit can be made on <paramref name="text"/>: the length is right and no step begins or ends
    /// inside a surrogate pair. (What is inserted is well formed in every edit.)
    /// </summary>
    public bool Fits(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != BaseLength) return false;
        var position = 0;
        foreach (var step in _steps)
        {
            if (Utf16.SplitsPair(text, position)) return false;
            if (!step.IsInsert) position += step.Length;
        }

        return true;
    }

    /// <summary>The text that the edit makes out of <paramref name="text"/>.</summary>
    /// <exception cref="ArgumentException">The edit does not fit the text (<see cref="Fits"/>).</exception>
    public string Apply(string text)
    {
        RequireFit(text);
        if (IsIdentity) return text;
        return string.Create(ResultLength, (Edit: this, Text: text), static (result, made) =>
        {
            var rest = made.Text.AsSpan();
            foreach (var step in made.Edit._steps)
            {
                var piece = step.IsInsert ? step.Inserted : rest[..step.Length];
                if (!step.IsInsert) rest = rest[step.Length..];
                if (step.IsDelete) continue;
                piece.CopyTo(result);
                result = result[piece.Length..];
            }
        });
    }

    /// <summary>
    /// The same edit as cuts and pastes one after another, from left to right, each made on the text that the one
    /// before has left. None when nothing changes.
    /// </summary>
    public IReadOnlyList<TextSplice> Splices()
    {
        var splices = new List<TextSplice>();
        var position = 0;
        for (var i = 0; i < _steps.Length; i++)
        {
            var inserted = _steps[i].Inserted ?? "";
            if (inserted.Length == 0 && _steps[i].IsRetain)
            {
                position += _steps[i].Length;
                continue;
            }

            // In canonical form the deletion that belongs to an insertion is the step after it.
            if (inserted.Length > 0 && i + 1 < _steps.Length && _steps[i + 1].IsDelete) i++;
            splices.Add(new TextSplice(position, _steps[i].IsDelete ? _steps[i].Length : 0, inserted));
            position += inserted.Length;
        }

        return splices;
    }

    private void RequireFit(string text)
    {
        if (!Fits(text)) throw new ArgumentException($"An edit of a text of {BaseLength} units does not fit this text of {text.Length} units.", nameof(text));
    }
}

/// <summary>
/// One cut and paste: at <paramref name="At"/>, take out <paramref name="Delete"/> units and put
/// <paramref name="Insert"/> in their place. Units are UTF-16; all numbers are zero or more.
/// </summary>
public readonly record struct TextSplice(int At, int Delete, string Insert)
{
    /// <summary>Says where and how much, never the words: this may end up in a log.</summary>
    public override string ToString() => $"at {At}: -{Delete} +{Insert?.Length ?? 0}";
}

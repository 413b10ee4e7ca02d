namespace MappingBoard.Shared.Text;

/// <summary>
/// One item of an edit: keep <c>Count</c> units (positive), drop <c>-Count</c> units (negative), or, when
/// <c>Inserted</c> is not null, put it in (then <c>Count</c> is zero).
/// </summary>
internal readonly record struct TextStep(int Count, string? Inserted)
{
    public bool IsInsert => Inserted is not null;

    public bool IsDelete => Count < 0;

    public bool IsRetain => Count > 0;

    /// <summary>How many units the step keeps, drops or puts in; always at least one.</summary>
    public int Length => Inserted?.Length ?? Math.Abs(Count);

    public static TextStep Retain(int count) => new(count, null);

    public static TextStep Delete(int count) => new(-count, null);

    public static TextStep Insert(string text) => new(0, text);
}

/// <summary>Walks the steps of an edit, of which any part may be taken at a time.</summary>
internal ref struct TextStepCursor(ReadOnlySpan<TextStep> steps)
{
    private readonly ReadOnlySpan<TextStep> _steps = steps;
    private int _index;
    private int _taken;

    public readonly bool AtEnd => _index == _steps.Length;

    public readonly bool AtInsert => !AtEnd && _steps[_index].IsInsert;

    public readonly bool AtDelete => !AtEnd && _steps[_index].IsDelete;

    public readonly bool AtRetain => !AtEnd && _steps[_index].IsRetain;

    /// <summary>Units left in the present step.</summary>
    public readonly int Remaining => _steps[_index].Length - _taken;

    /// <summary>The part of the present insertion that has not been taken yet.</summary>
    public readonly ReadOnlySpan<char> RemainingInsert => _steps[_index].Inserted.AsSpan(_taken);

    public void Take(int count)
    {
        _taken += count;
        if (_taken < _steps[_index].Length) return;
        _index++;
        _taken = 0;
    }
}

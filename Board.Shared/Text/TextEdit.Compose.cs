namespace MappingBoard.Shared.Text;

public sealed partial class TextEdit
{
    /// <summary>This edit and then <paramref name="next"/>, as one edit.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="next"/> was made on a text of another length, or cuts a surrogate pair that this edit inserts.
    /// </exception>
    public TextEdit Then(TextEdit next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.BaseLength != ResultLength) throw new ArgumentException($"The next edit was made on {next.BaseLength} units, this one leaves {ResultLength}.", nameof(next));
        var first = new TextStepCursor(_steps);
        var second = new TextStepCursor(next._steps);
        var both = new TextEditBuilder();
        while (!first.AtEnd || !second.AtEnd)
        {
            if (first.AtDelete)
            {
                both.Delete(first.Remaining);
                first.Take(first.Remaining);
                continue;
            }

            if (second.AtInsert)
            {
                both.Insert(second.RemainingInsert);
                second.Take(second.Remaining);
                continue;
            }

            var count = Math.Min(first.Remaining, second.Remaining);
            if (first.AtInsert && second.AtRetain) both.Insert(first.RemainingInsert[..count]);
            else if (first.AtRetain && second.AtRetain) both.Retain(count);
            else if (first.AtRetain && second.AtDelete) both.Delete(count);
            first.Take(count);
            second.Take(count);
        }

        return both.Build();
    }

    /// <summary>The edit that gives <paramref name="before"/> back from the text that this edit makes of it.</summary>
    /// <exception cref="ArgumentException">The edit does not fit <paramref name="before"/>, or deletes half a surrogate pair from it.</exception>
    public TextEdit Invert(string before)
    {
        RequireFit(before);
        var back = new TextEditBuilder();
        var position = 0;
        foreach (var step in _steps)
        {
            if (step.IsInsert)
            {
                back.Delete(step.Length);
                continue;
            }

            if (step.IsDelete) back.Insert(before.AsSpan(position, step.Length));
            else back.Retain(step.Length);
            position += step.Length;
        }

        return back.Build();
    }
}

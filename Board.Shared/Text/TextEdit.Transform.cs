namespace MappingBoard.Shared.Text;

public sealed partial class TextEdit
{
    /// <summary>
    /// Two edits made on the same text, each rewritten so that it can follow the other; both ways end in the same
    /// text: <c>left.Then(Right)</c> equals <c>right.Then(Left)</c> (the property known as TP1). Where both insert at
    /// one place the text of <paramref name="left"/> comes first. Nothing that either inserted is deleted by the other,
    /// and nothing that either deleted comes back. Rule R2: committed is left, pending is right.
    /// </summary>
    /// <returns><c>Left</c>, to be made after <paramref name="right"/>, and <c>Right</c>, to be made after <paramref name="left"/>.</returns>
    /// <exception cref="ArgumentException">The two were made on texts of different length.</exception>
    public static (TextEdit Left, TextEdit Right) Transform(TextEdit left, TextEdit right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.BaseLength != right.BaseLength) throw new ArgumentException($"The edits were made on {left.BaseLength} and {right.BaseLength} units.", nameof(right));
        var ofLeft = new TextStepCursor(left._steps);
        var ofRight = new TextStepCursor(right._steps);
        var newLeft = new TextEditBuilder();
        var newRight = new TextEditBuilder();
        while (!ofLeft.AtEnd || !ofRight.AtEnd)
        {
            if (ofLeft.AtInsert)
            {
                newLeft.Insert(ofLeft.RemainingInsert);
                newRight.Retain(ofLeft.Remaining);
                ofLeft.Take(ofLeft.Remaining);
                continue;
            }

            if (ofRight.AtInsert)
            {
                newLeft.Retain(ofRight.Remaining);
                newRight.Insert(ofRight.RemainingInsert);
                ofRight.Take(ofRight.Remaining);
                continue;
            }

            // What both delete is gone already, whoever comes second.
            var count = Math.Min(ofLeft.Remaining, ofRight.Remaining);
            if (ofRight.AtRetain) _ = ofLeft.AtDelete ? newLeft.Delete(count) : newLeft.Retain(count);
            if (ofLeft.AtRetain) _ = ofRight.AtDelete ? newRight.Delete(count) : newRight.Retain(count);
            ofLeft.Take(count);
            ofRight.Take(count);
        }

        return (newLeft.Build(), newRight.Build());
    }

    /// <summary>
    /// Where a caret at <paramref name="position"/> of the old text stands in the new one. When text is inserted
    /// exactly there, the caret stays in front of it, or goes behind it with <paramref name="afterInserts"/>. When the
    /// text around it is deleted, it stands where that was.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not in 0 to <see cref="BaseLength"/>.</exception>
    public int MapPosition(int position, bool afterInserts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, BaseLength);
        var passed = 0;
        var mapped = 0;
        foreach (var step in _steps)
        {
            if (step.IsInsert)
            {
                if (passed < position || (passed == position && afterInserts)) mapped += step.Length;
                continue;
            }

            var reached = Math.Min(step.Length, position - passed);
            if (step.IsRetain) mapped += reached;
            passed += reached;
            // An insertion at the caret itself may still follow a retained part that ends there.
            if (reached < step.Length) break;
        }

        return mapped;
    }
}

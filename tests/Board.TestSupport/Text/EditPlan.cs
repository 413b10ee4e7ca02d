using MappingBoard.Shared.Text;

namespace MappingBoard.TestSupport.Text;

/// <summary>
/// What somebody is going to do to a text, whatever it will be: from left to right, pass some characters, delete some,
/// put something in. Being independent of the text, plans can follow each other, run beside each other, and shrink.
/// Characters are code points, so that no surrogate pair is ever torn.
/// </summary>
public sealed record EditPlan(IReadOnlyList<PlannedSplice> Splices)
{
    /// <summary>The plan carried out on <paramref name="text"/>. Numbers past the end are brought inside the text.</summary>
    public TextEdit On(string text)
    {
        var cuts = Cuts(text);
        var planned = new Stack<(int At, int Delete, string Insert)>();
        var passed = 0;
        foreach (var splice in Splices)
        {
            var first = passed + (splice.Pass % (cuts.Count - passed));
            passed = Math.Min(first + splice.Delete, cuts.Count - 1);
            planned.Push((cuts[first], cuts[passed] - cuts[first], splice.Insert));
        }

        // From the last to the first, so that the places of those that remain still count from the start of the text.
        var edit = TextEdit.Identity(text.Length);
        foreach (var (at, delete, insert) in planned)
            edit = edit.Then(TextEdit.Replace(edit.ResultLength, at, delete, insert));
        return edit;
    }

    public override string ToString() => $"[{string.Join("; ", Splices)}]";

    private static List<int> Cuts(string text)
    {
        List<int> cuts = [0];
        foreach (var rune in text.EnumerateRunes()) cuts.Add(cuts[^1] + rune.Utf16SequenceLength);
        return cuts;
    }
}

/// <summary>One part of a plan; numbers are characters, zero or more.</summary>
public readonly record struct PlannedSplice(int Pass, int Delete, string Insert)
{
    public override string ToString() => $"pass {Pass}, delete {Delete}, insert \"{Insert}\"";
}

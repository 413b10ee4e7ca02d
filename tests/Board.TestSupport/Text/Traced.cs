using System.Text;
using CsCheck;

namespace MappingBoard.TestSupport.Text;

/// <summary>
/// Texts in which every character tells where it came from: those of the base text are all different, those that the
/// left and the right side insert belong to that side alone. Each group has characters of one and of two units.
/// </summary>
public static class Traced
{
    private static readonly Rune[] OfBase = [.. "abcd😀efgh😁ijkl😂mnop".EnumerateRunes()];

    private static readonly HashSet<Rune> OfLeft = [.. "ABC🅰".EnumerateRunes()];

    private static readonly HashSet<Rune> OfRight = [.. "123🔢".EnumerateRunes()];

    /// <summary>Base texts, the empty one included.</summary>
    public static readonly Gen<string> Text = Gen.Int[0, OfBase.Length].Select(count => string.Concat(OfBase.Take(count)));

    public static readonly Gen<EditPlan> LeftPlan = TextGens.PlanWith(Gen.OneOf([.. OfLeft.Select(r => r.ToString())]));

    public static readonly Gen<EditPlan> RightPlan = TextGens.PlanWith(Gen.OneOf([.. OfRight.Select(r => r.ToString())]));

    /// <summary>What is left of the base text.</summary>
    public static string Kept(string text) => Where(text, OfBase.Contains);

    /// <summary>What the left side put in.</summary>
    public static string ByLeft(string text) => Where(text, OfLeft.Contains);

    /// <summary>What the right side put in.</summary>
    public static string ByRight(string text) => Where(text, OfRight.Contains);

    /// <summary>Only those characters for which <paramref name="keep"/> is true, in their order.</summary>
    public static string Where(string text, Func<Rune, bool> keep) => string.Concat(text.EnumerateRunes().Where(keep));

    /// <summary>
    /// What was inserted before, between and after the characters of the base text that are still there, with a mark
    /// of whether base characters are missing there.
    /// </summary>
    public static IReadOnlyList<(string Inserted, bool SomethingDeleted)> Gaps(string result, string baseText)
    {
        var missing = baseText.EnumerateRunes().ToList();
        var gaps = new List<(string, bool)>();
        var inserted = new StringBuilder();
        foreach (var rune in result.EnumerateRunes())
        {
            if (!OfBase.Contains(rune))
            {
                inserted.Append(rune);
                continue;
            }

            var at = missing.IndexOf(rune);
            gaps.Add((inserted.ToString(), at > 0));
            missing.RemoveRange(0, at + 1);
            inserted.Clear();
        }

        gaps.Add((inserted.ToString(), missing.Count > 0));
        return gaps;
    }
}

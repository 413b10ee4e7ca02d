using CsCheck;

namespace MappingBoard.TestSupport.Text;

/// <summary>Generators of texts as people write them, and of what they do to them.</summary>
public static class TextGens
{
    /// <summary>
    /// One piece of writing: few plain letters, so that places and prefixes coincide often, and everything that is hard:
    /// pairs (some with one half in common), joined emoji, flags, combining marks, right to left, control characters, and what JSON has to escape.
    /// </summary>
    public static readonly Gen<string> Character = Gen.Frequency(
        (6, Gen.OneOf("a", "b", " ")),
        (3, Gen.OneOf("😀", "😁", "🨀", "𠀋", "👩‍👩‍👧", "🇬🇧", "👍🏽")),
        (2, Gen.OneOf("e\u0301", "\u0301", "é", "ש", "م", "\u200F", "\u202E")),
        (1, Gen.OneOf("\n", "\"", "\\", "<", "\0", "\uFFFD")));

    /// <summary>Well-formed texts of 0 to 14 pieces.</summary>
    public static readonly Gen<string> Text = Of(Character, 14);

    /// <summary>What one person does to any text: up to four places, each may delete and insert.</summary>
    public static readonly Gen<EditPlan> Plan = PlanWith(Character);

    /// <summary>Texts of up to <paramref name="most"/> pieces.</summary>
    public static Gen<string> Of(Gen<string> character, int most) => character.List[0, most].Select(string.Concat);

    /// <summary>Plans that insert nothing but the given pieces.</summary>
    public static Gen<EditPlan> PlanWith(Gen<string> character) =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 4], Of(character, 3), (pass, delete, insert) => new PlannedSplice(pass, delete, insert))
            .List[0, 4].Select(splices => new EditPlan(splices));
}

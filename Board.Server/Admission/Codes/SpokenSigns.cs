namespace MappingBoard.Server.Admission.Codes;

/// <summary>
/// The signs of what is read out and typed: no capitals, and neither i, l, o nor u, which are mistaken for others
/// (Crockford's base 32).
/// </summary>
internal static class SpokenSigns
{
    public const string All = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The sign that somebody meant: capitals, o for 0, and i or l for 1 count. Null for none.</summary>
    public static char? Read(char c) => char.ToLowerInvariant(c) switch
    {
        'o' => '0',
        'i' or 'l' => '1',
        var sign when All.Contains(sign, StringComparison.Ordinal) => sign,
        _ => null,
    };

    /// <summary>What stands between groups.</summary>
    public static bool IsGap(char c) => c is '-' or '–' or '\u2011' || char.IsWhiteSpace(c);

    public static string Grouped(string signs, int group) => string.Join('-', signs.Chunk(group).Select(part => new string(part)));
}

using System.Globalization;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Pages.Parts;

/// <summary>Checks what people typed into a line, before the board does.</summary>
internal static class Lines
{
    /// <param name="field">The id of the field.</param>
    /// <param name="value">What was typed.</param>
    /// <param name="thing">What it is, as in "Write <em>your name</em>".</param>
    /// <returns>What to put right, or null.</returns>
    public static Problem? Check(string field, string? value, string thing) => (value?.Trim() ?? "") switch
    {
        "" => new(field, $"Write {thing}"),
        { Length: > Bounds.Line } => new(field, string.Create(CultureInfo.InvariantCulture, $"Write {thing} in at most {Bounds.Line} letters")),
        var line when !Words.AreALine(line) => new(field, $"Write {thing} once more: there is a sign in it that we cannot show"),
        _ => null,
    };
}

using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Text;

namespace MappingBoard.Server.Pages.UI;

/// <summary>What people typed into a line of a form: as the board keeps it, and checked before the board does.</summary>
internal static class Lines
{
    /// <summary>A field's line as the board keeps it; nothing for a field that was not there.</summary>
    public static string Of(string? typed) => CleanText.Line(typed ?? "").Trim();

    /// <param name="field">The id of the field.</param>
    /// <param name="value">What was typed.</param>
    /// <param name="thing">What it is, one of the codes by which the messages choose: <c>name</c>, <c>title</c>, <c>who</c>.</param>
    /// <returns>What to put right, or null.</returns>
    public static Problem? Check(string field, string? value, string thing) => Of(value) switch
    {
        "" => new(field, Messages.Forms.Write(thing)),
        { Length: > Bounds.Line } => new(field, Messages.Forms.WriteLess(thing, Bounds.Line)),
        var line when !Words.AreALine(line) => new(field, Messages.Forms.WriteSigns(thing)),
        _ => null,
    };
}

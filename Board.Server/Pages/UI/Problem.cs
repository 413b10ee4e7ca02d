using MappingBoard.Shared.Language;

namespace MappingBoard.Server.Pages.UI;

/// <summary>Something that a person has to put right before a form can go on.</summary>
/// <param name="Field">The id of the field.</param>
/// <param name="Message">What to do.</param>
public sealed record Problem(string Field, Message Message)
{
    /// <summary>The store does not answer; whatever was typed stands in the form still.</summary>
    /// <param name="field">The id of the field that the sentence leads to.</param>
    public static Problem StoreAway(string field) =>
        new(field, Messages.Forms.StoreAway);
}

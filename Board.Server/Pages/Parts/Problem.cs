namespace MappingBoard.Server.Pages.Parts;

/// <summary>Something that a person has to put right before a form can go on.</summary>
/// <param name="Field">The id of the field.</param>
/// <param name="Sentence">What to do, in plain words.</param>
public sealed record Problem(string Field, string Sentence)
{
    /// <summary>The store does not answer; whatever was typed stands in the form still.</summary>
    /// <param name="field">The id of the field that the sentence leads to.</param>
    public static Problem StoreAway(string field) =>
        new(field, "We cannot reach the map at the moment. Your words are still here. Try again in a minute");
}

namespace MappingBoard.Server.Pages.Parts;

/// <summary>Something that a person has to put right before a form can go on.</summary>
/// <param name="Field">The id of the field.</param>
/// <param name="Sentence">What to do, in plain words.</param>
public sealed record Problem(string Field, string Sentence);

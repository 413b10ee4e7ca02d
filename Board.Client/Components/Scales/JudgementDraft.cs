namespace MappingBoard.Client.Components.Scales;

/// <summary>A judgement that somebody is still making. An immutable value.</summary>
/// <param name="Value">0 to 10; null until they have chosen.</param>
/// <param name="Reason">Why that number.</param>
/// <param name="OneHigher">What one point higher would look like.</param>
public sealed record JudgementDraft(int? Value, string Reason, string OneHigher)
{
    public static JudgementDraft Blank { get; } = new(null, "", "");
}

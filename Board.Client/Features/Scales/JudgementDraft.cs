using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.Features.Scales;

/// <summary>A judgement that somebody is still making. An immutable value.</summary>
/// <param name="Value">0 to 10; null until they have chosen.</param>
/// <param name="Reason">Why that number.</param>
/// <param name="OneHigher">What one point higher would look like.</param>
/// <param name="ReasonFor">Who may see the words.</param>
public sealed record JudgementDraft(int? Value, string Reason, string OneHigher, string ReasonFor = Circles.Everyone)
{
    public static JudgementDraft Blank { get; } = new(null, "", "");

    /// <summary>To start from what was placed before.</summary>
    public static JudgementDraft Of(Judgement placed) => new(placed.Value, placed.Reason, placed.OneHigher, placed.ReasonFor);

    public bool HasWords => !string.IsNullOrWhiteSpace(Reason) || !string.IsNullOrWhiteSpace(OneHigher);

    /// <summary>The change that places it.</summary>
    /// <param name="scale">On which scale.</param>
    /// <param name="value">The number that was chosen.</param>
    public Shared.Changes.Scales.PlaceJudgement On(Scale scale, int value) => new(scale.Id, value, Reason.Trim(), OneHigher.Trim(), ReasonFor, scale.Circle);
}

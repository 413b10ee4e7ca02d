using System.Text.Json.Serialization;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>The author places their own number on a scale, or changes it (P9). Nobody places one for somebody else.</summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Value">0 to 10.</param>
/// <param name="Reason">Why that number; may be empty.</param>
/// <param name="OneHigher">What one point higher would look like; may be empty.</param>
/// <param name="ReasonFor">Who may see the reason and what one point higher would look like.</param>
public sealed record PlaceJudgement(
    string Scale,
    int Value,
    string Reason,
    string OneHigher,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Audience ReasonFor = Audience.Everyone) : Change
{
    public static ChangeKind<PlaceJudgement> Kind { get; } = new("place-judgement", "P9")
    {
        OnScale = scale => new(scale.Id, 0, "", ""),
        Says = (placed, board) => board.Scale(placed.Scale) is { Sealed: true } ? Messages.Done.JudgedUnseen : Messages.Done.Judged,
        Undone = Messages.Undo.NumberBack,
    };

    public override string? Subject => Scale;

    public override string AuthorsWords => string.Join("\n\n", Reason, OneHigher).Trim();

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenScale(board, stamp, Scale)
        ?? Rules.Judges(board, stamp)
        ?? Rules.WritesFor(board, stamp, ReasonFor)
        ?? (Value is >= 0 and <= 10 ? null : Refusal.NotANumber)
        ?? Rules.Text(Reason, Bounds.ShortText)
        ?? Rules.Text(OneHigher, Bounds.ShortText);

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, scale =>
    {
        var judgement = Judged(scale, stamp);
        var mine = scale.Judgements.FindIndex(j => j.Placed.By == stamp.By);
        return scale with { Judgements = mine < 0 ? scale.Judgements.Add(judgement) : scale.Judgements.SetItem(mine, judgement) };
    });

    public override Change? Invert(Board before, Stamp stamp) => before.Scale(Scale)?.JudgementOf(stamp.By) switch
    {
        _ when before.Scale(Scale) is null => null,
        { Value: { } value } was => new PlaceJudgement(Scale, value, was.Reason, was.OneHigher, was.ReasonFor),
        { } => null,
        null => new WithdrawJudgement(Scale),
    };

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale)?.JudgementOf(stamp.By) is { } mine && mine.Value == Value && mine.Reason == Reason && mine.OneHigher == OneHigher;

    /// <summary>
    /// On a sealed scale others learn that it was placed, once, and no more. A reason for professionals is for them alone:
    /// while it changes and the number does not, the others learn nothing.
    /// </summary>
    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (before.Scale(Scale) is not { } scale) return this;
        if (!viewer.Sees(scale.Audience)) return null;
        if (scale.Sealed && viewer.Participant != stamp.By) return scale.JudgementOf(stamp.By) is null ? new JudgementSealed(Scale) : null;
        if (viewer.Sees(Audience.Professionals)) return this;
        if (LooksTheSameWithoutReasons(scale, stamp)) return null;
        return ReasonFor == Audience.Everyone ? this : new PlaceJudgement(Scale, Value, "", "");
    }

    public override bool IsPersonal(Board before) => before.Scale(Scale) is { Sealed: true };

    private Judgement Judged(Scale scale, Stamp stamp)
    {
        var judgement = new Judgement(Value, Reason, OneHigher, stamp, ReasonFor);
        return LooksTheSameWithoutReasons(scale, stamp) ? judgement with { Placed = scale.JudgementOf(stamp.By)!.Placed } : judgement;
    }

    /// <summary>Whether only what professionals see changes.</summary>
    private bool LooksTheSameWithoutReasons(Scale scale, Stamp stamp) =>
        scale.JudgementOf(stamp.By) is { } was
        && (was.ReasonFor == Audience.Professionals || ReasonFor == Audience.Professionals)
        && was.WithoutReason == new Judgement(Value, Reason, OneHigher, was.Placed, ReasonFor).WithoutReason;
}

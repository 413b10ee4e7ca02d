using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>
/// What others get of a number that is placed on a sealed scale: whose it is, and nothing else (V1). Made by projection.
/// </summary>
public sealed record JudgementSealed(string Scale) : Change
{
    public static ChangeKind<JudgementSealed> Kind { get; } = new("judgement-sealed");

    public override bool ByServerOnly => true;

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, scale => scale.JudgementOf(stamp.By) is null
        ? scale with { Judgements = scale.Judgements.Add(Judgement.SealedBy(stamp.By)) }
        : scale);
}

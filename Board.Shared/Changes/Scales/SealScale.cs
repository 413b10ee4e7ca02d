using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>From now on people judge unseen on this scale, until the chair reveals (P8, V1). Only before the first number.</summary>
public sealed record SealScale(string Scale) : Change
{
    public static ChangeKind<SealScale> Kind { get; } = new("seal-scale", "P8")
    {
        OnScale = scale => new(scale.Id),
        Says = (_, _) => Messages.Done.Sealed,
    };

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenScale(board, stamp, Scale)
        ?? Rules.IsTheChair(board, stamp)
        ?? (board.Scale(Scale)!.Judgements.IsEmpty ? null : Refusal.AlreadyJudged);

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, s => s with { Sealed = true });

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheScale(before, viewer);
}

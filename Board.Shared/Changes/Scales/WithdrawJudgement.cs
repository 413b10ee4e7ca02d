using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>The author takes their own number off a scale (P9).</summary>
public sealed record WithdrawJudgement(string Scale) : Change
{
    public static ChangeKind<WithdrawJudgement> Kind { get; } = new("withdraw-judgement", "P9")
    {
        OnScale = scale => new(scale.Id),
        Says = (_, _) => Messages.Done.JudgementWithdrawn,
        Undone = Messages.Undo.NumberOff,
    };

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenScale(board, stamp, Scale)
        ?? Rules.Judges(board, stamp)
        ?? (board.Scale(Scale)?.JudgementOf(stamp.By) is null ? Refusal.NoJudgement : null);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.WithScale(Scale, s => s with { Judgements = s.Judgements.RemoveAll(j => j.Placed.By == stamp.By) });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Scale(Scale)?.JudgementOf(stamp.By) is { Value: { } value } was ? new PlaceJudgement(Scale, value, was.Reason, was.OneHigher, was.ReasonFor) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale) is { SetAside: null } scale && scale.JudgementOf(stamp.By) is null;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheScale(before, viewer);
}

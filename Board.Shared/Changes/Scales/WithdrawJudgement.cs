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
        board.WithScale(Scale, s => s with
        {
            Judgements = s.Judgements.RemoveAll(j => j.Placed.By == stamp.By),
            Placed = s.Placed - (s.JudgementOf(stamp.By) is { Unseen: true } ? 1 : 0),
        });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Scale(Scale)?.JudgementOf(stamp.By) is { } was ? new PlaceJudgement(Scale, was.Value, was.Reason, was.OneHigher, was.ReasonFor, was.Circle) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale) is { SetAside: null } scale && scale.JudgementOf(stamp.By) is null;

    /// <summary>Of a number that others did not see they learn that there is one less.</summary>
    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (before.Scale(Scale) is not { } scale || scale.JudgementOf(stamp.By) is not { } mine) return ForThoseWhoSeeTheScale(before, viewer);
        if (!viewer.Sees(scale.Circle)) return null;
        if (mine.Unseen && viewer.Person != stamp.By) return new NumberPlaced(Scale, scale.Placed - 1);
        return mine.IsSeenBy(viewer) ? this : null;
    }

    public override bool IsPersonal(Board before, Stamp stamp) => before.Scale(Scale)?.JudgementOf(stamp.By) is { Unseen: true };
}

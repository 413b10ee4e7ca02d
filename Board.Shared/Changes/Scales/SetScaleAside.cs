using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>Sets a scale aside, or takes it up again (P7). Its judgements are kept (R4).</summary>
public sealed record SetScaleAside(string Scale, bool Aside) : Change
{
    public static ChangeKind<SetScaleAside> Kind { get; } = new("set-scale-aside", "P7")
    {
        OnScale = scale => new(scale.Id, Aside: scale.SetAside is null),
        Undone = Messages.Undo.ScaleAside,
    };

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.Open(board, stamp, board.Scale(Scale)?.Circle ?? Circles.Everyone)
        ?? Rules.Arranges(board, stamp)
        ?? (board.Scale(Scale) is { } scale && scale.SetAside is null == Aside ? null : Refusal.UnknownScale);

    public override Board ApplyTo(Board board, Stamp stamp) =>
        board.WithScale(Scale, s => s with { SetAside = Aside ? s.SetAside ?? stamp : null });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Scale(Scale) is { } scale && scale.SetAside is null == Aside ? new SetScaleAside(Scale, !Aside) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale) is { } scale && scale.SetAside is null != Aside;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheScale(before, viewer);
}

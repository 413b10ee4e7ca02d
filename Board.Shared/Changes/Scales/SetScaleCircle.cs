using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>
/// Brings an overall scale before another circle (P13, C19). The numbers that were placed stay with those for whom they were
/// placed, until their authors place them anew. A scale that measures a danger statement moves with it (C20).
/// </summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Circle">Who sees it from now on: the id of a circle of the author's.</param>
public sealed record SetScaleCircle(string Scale, string Circle) : Change
{
    public static ChangeKind<SetScaleCircle> Kind { get; } = new("set-scale-circle", "P13")
    {
        Says = (set, _) => Circles.IsShared(set.Circle) ? Messages.Done.ScaleShown : Messages.Done.ScaleHidden,
    };

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenScale(board, stamp, Scale)
        ?? Rules.Open(board, stamp, Circle)
        ?? Rules.Arranges(board, stamp)
        ?? Rules.WritesFor(board, stamp, Circle)
        ?? (board.Scale(Scale)!.Circle == Circle ? Refusal.SameCircle : null)
        ?? (board.Scale(Scale)!.Danger is null ? null : Refusal.CirclesDiffer)
        ?? (Tied.Alone(board.Scale(Scale)!).LosesSight(board, Circle) ? Refusal.SomebodysOwn : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, s => s with { Circle = Circle });

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => Seen(this, Circle, before, stamp, viewer);

    /// <summary>What a viewer gets of a change that brings a scale before another circle.</summary>
    internal static Change? Seen(Change change, string circle, Board before, Stamp stamp, Viewer viewer)
    {
        if (before.Scale(change.Subject) is not { } scale) return change;
        return (viewer.Sees(scale.Circle), viewer.Sees(circle)) switch
        {
            (true, true) => change,
            (true, false) => new ScaleHidden(scale.Id),
            (false, true) => ScaleShown.On(change.ApplyTo(before, stamp).SeenBy(viewer), scale.Id),
            _ => null,
        };
    }
}

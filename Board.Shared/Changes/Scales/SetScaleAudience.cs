using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>
/// What brought a scale before another circle in logs from before numbers kept theirs: all that had been placed on it came
/// along. Only replayed; nobody makes it any more (<see cref="SetScaleCircle"/>).
/// </summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Circle">Who sees it from then on: the id of a circle.</param>
public sealed record SetScaleAudience(string Scale, string Circle) : Change
{
    public static ChangeKind<SetScaleAudience> Kind { get; } = new("set-scale-audience");

    public override bool ByServerOnly => true;

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, s => s with
    {
        Circle = Circle,
        Judgements = s.Judgements.ConvertAll(j => j with { Circle = Circle, ReasonFor = j.ReasonFor == j.Circle ? Circle : j.ReasonFor }),
    });

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => SetScaleCircle.Seen(this, Circle, before, stamp, viewer);
}

using System.Collections.Immutable;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>The chair reveals a sealed scale: all its numbers to everybody who sees it, at once (P8, V1).</summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Judgements">The numbers, put in by the projection; the log has them already. Null from a client.</param>
public sealed record RevealScale(string Scale, ImmutableArray<Judgement>? Judgements = null) : Change
{
    public static ChangeKind<RevealScale> Kind { get; } = new("reveal-scale", "P8")
    {
        OnScale = scale => new(scale.Id),
        Says = (_, _) => Messages.Done.Revealed,
    };

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenScale(board, stamp, Scale)
        ?? Rules.IsTheChair(board, stamp)
        ?? (Judgements is null ? null : Refusal.ServerOnly)
        ?? (board.Scale(Scale)!.Sealed ? null : Refusal.NotSealed);

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, scale => scale with
    {
        Sealed = false,
        // On a page that reveals them itself the others' numbers are not there yet.
        Placed = Judgements is null ? scale.Placed - scale.Judgements.Count(j => j.Unseen) : 0,
        Judgements = Judgements is { } revealed ? [.. revealed] : scale.Judgements.ConvertAll(Opened),
    });

    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (before.Scale(Scale) is not { } scale) return this;
        if (!viewer.Sees(scale.Circle)) return null;
        return new RevealScale(Scale, [.. scale.Judgements.Select(Opened).Where(j => j.IsSeenBy(viewer)).Select(j => j.SeenBy(viewer))]);
    }

    private static Judgement Opened(Judgement judgement) => judgement.Unseen ? judgement with { Unseen = false } : judgement;
}

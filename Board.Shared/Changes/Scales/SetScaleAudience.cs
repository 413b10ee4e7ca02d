using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>
/// Shows a professionals' scale to everyone, or takes it out of the family's sight (V1), as long as nobody of the family
/// has judged on it (P13).
/// </summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Audience">Who may see it from now on.</param>
public sealed record SetScaleAudience(string Scale, Audience Audience) : Change
{
    public static ChangeKind<SetScaleAudience> Kind { get; } = new("set-scale-audience", "P13")
    {
        OnScale = scale => new(scale.Id, scale.Audience == Audience.Everyone ? Audience.Professionals : Audience.Everyone),
        Says = (set, _) => set.Audience == Audience.Everyone ? Messages.Done.ScaleShown : Messages.Done.ScaleHidden,
    };

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.Open(board, stamp, Audience.Everyone)
        ?? Rules.InUse(board, Scale)
        ?? Rules.Arranges(board, stamp)
        ?? Rules.WritesFor(board, stamp, Audience.Professionals)
        ?? (Enum.IsDefined(Audience) && board.Scale(Scale)!.Audience != Audience ? null : Refusal.SameAudience)
        ?? (Audience == Audience.Everyone ? CheckShowing(board) : CheckHiding(board));

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, s => s with { Audience = Audience });

    public override Change? Project(Board before, Stamp stamp, Viewer viewer)
    {
        if (viewer.Sees(Audience.Professionals) || before.Scale(Scale) is not { } scale) return this;
        if (Audience == Audience.Professionals) return new ScaleHidden(Scale);
        var above = before.Scales.TakeWhile(s => s.Id != Scale).LastOrDefault(s => viewer.Sees(s.Audience));
        return new ScaleShown((scale with { Audience = Audience }).SeenBy(viewer), above?.Id);
    }

    private Refusal? CheckShowing(Board board) =>
        board.Note(board.Scale(Scale)!.Danger) is { Audience: Audience.Professionals } ? Refusal.AudiencesDiffer : null;

    private Refusal? CheckHiding(Board board) =>
        board.Scale(Scale)!.Judgements.Exists(j => board.Participant(j.Placed.By) is { Audience: Audience.Everyone }) ? Refusal.FamilysOwn : null;
}

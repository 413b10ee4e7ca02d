using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>Words a scale anew: its question and both ends, 10 first (P7).</summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Wording">Its words.</param>
/// <param name="Circle">Those who saw it when the words were typed: they never arrive before others (C17).</param>
public sealed record WordScale(string Scale, ScaleWording Wording, string Circle = Circles.Everyone) : Change
{
    public static ChangeKind<WordScale> Kind { get; } = new("word-scale", "P7")
    {
        OnScale = scale => new(scale.Id, new("?", "", ""), scale.Circle),
        Undone = Messages.Undo.ScaleWords,
    };

    public override string? Subject => Scale;

    public override string AuthorsWords => string.Join("\n\n", Wording.Question, Wording.Ten, Wording.Zero).Trim();

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenScale(board, stamp, Scale)
        ?? Rules.Arranges(board, stamp)
        ?? (board.Scale(Scale)!.Circle == Circle ? null : Refusal.ShownAnew)
        ?? Rules.Wording(Wording);

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, s => s with { Wording = Wording });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Scale(Scale) is { } scale && scale.Wording != Wording ? new WordScale(Scale, scale.Wording, scale.Circle) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale) is { SetAside: null } scale && scale.Wording == Wording;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheScale(before, viewer);
}

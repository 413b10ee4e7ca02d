using MappingBoard.Shared.Language;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>Words a scale anew: its question and both ends, 10 first (P7).</summary>
public sealed record WordScale(string Scale, ScaleWording Wording) : Change
{
    public static ChangeKind<WordScale> Kind { get; } = new("word-scale", "P7")
    {
        OnScale = scale => new(scale.Id, new("?", "", "")),
        Undone = Messages.Undo.ScaleWords,
    };

    public override string? Subject => Scale;

    public override string AuthorsWords => string.Join("\n\n", Wording.Question, Wording.Ten, Wording.Zero).Trim();

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.OpenScale(board, stamp, Scale)
        ?? Rules.Arranges(board, stamp)
        ?? Rules.Wording(Wording);

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, s => s with { Wording = Wording });

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Scale(Scale) is { } scale && scale.Wording != Wording ? new WordScale(Scale, scale.Wording) : null;

    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale) is { SetAside: null } scale && scale.Wording == Wording;

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => ForThoseWhoSeeTheScale(before, viewer);
}

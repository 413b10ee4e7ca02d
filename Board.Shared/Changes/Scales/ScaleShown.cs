using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>What those who did not see a scale get when it is shown to them: the scale as it is now. Made by projection.</summary>
/// <param name="Scale">The scale, with the numbers that they may see.</param>
/// <param name="After">The scale above it among those that they see; null means the top.</param>
public sealed record ScaleShown(Scale Scale, string? After = null) : Change
{
    public static ChangeKind<ScaleShown> Kind { get; } = new("scale-shown");

    public override bool ByServerOnly => true;

    public override string? Subject => Scale.Id;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    /// <summary>A scale as it stands on a board as its viewer sees it.</summary>
    internal static ScaleShown On(Board seen, string scaleId)
    {
        var index = seen.Scales.FindIndex(s => s.Id == scaleId);
        return new(seen.Scales[index], index == 0 ? null : seen.Scales[index - 1].Id);
    }

    public override Board ApplyTo(Board board, Stamp stamp)
    {
        if (board.Scale(Scale.Id) is not null) return board;
        return board with { Scales = board.Scales.Insert(board.Scales.FindIndex(s => s.Id == After) + 1, Scale) };
    }
}

using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>
/// What others get of a number that is placed unseen, or taken off again: how many there are now, and never whose (C32). Made by
/// projection.
/// </summary>
/// <param name="Scale">Which scale.</param>
/// <param name="Placed">How many there are now.</param>
/// <param name="InsteadOf">Whose number, which was seen until now, it takes the place of; null for nobody's.</param>
public sealed record NumberPlaced(string Scale, int Placed, string? InsteadOf = null) : Change
{
    public static ChangeKind<NumberPlaced> Kind { get; } = new("number-placed");

    public override bool ByServerOnly => true;

    public override bool IsAnonymous => true;

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp) => board.WithScale(Scale, scale => scale with
    {
        Placed = Placed,
        Judgements = InsteadOf is null ? scale.Judgements : scale.Judgements.RemoveAll(j => !j.Unseen && j.Placed.By == InsteadOf),
    });
}

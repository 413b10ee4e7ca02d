using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>What those get who see a scale no more: it is gone from their map. Made by projection.</summary>
public sealed record ScaleHidden(string Scale) : Change
{
    public static ChangeKind<ScaleHidden> Kind { get; } = new("scale-hidden");

    public override bool ByServerOnly => true;

    public override string? Subject => Scale;

    public override Refusal? Check(Board board, Stamp stamp) => Refusal.ServerOnly;

    public override Board ApplyTo(Board board, Stamp stamp) => board with { Scales = board.Scales.RemoveAll(s => s.Id == Scale) };
}

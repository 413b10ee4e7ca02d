using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Changes;

/// <summary>A new 0–10 scale.</summary>
/// <param name="Scale">Its id, made by the replica.</param>
/// <param name="Wording">The question, and what 10 and 0 mean.</param>
/// <param name="Danger">The danger statement that it measures; null for an overall scale.</param>
public sealed record AddScale(string Scale, ScaleWording Wording, string? Danger = null) : Change
{
    public override string? Subject => Scale;

    public override string AuthorsWords => Wording.Question;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.AtTheMeeting(board, stamp)
        ?? Rules.NewId(Scale)
        ?? (board.Scale(Scale) is null ? null : Refusal.IdTaken)
        ?? Rules.Wording(Wording)
        ?? (board.Scales.Count >= Bounds.Scales ? Refusal.TooManyScales : null)
        ?? (Danger is null ? null : PairGoal.CheckDanger(board, Danger));

    public override Board ApplyTo(Board board, Stamp stamp) => board.Scale(Scale) is null
        ? board with { Scales = board.Scales.Add(new() { Id = Scale, Wording = Wording, Danger = Danger }) }
        : board;

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Scale(Scale) is null ? new SetScaleAside(Scale, Aside: true) : null;

    /// <summary>False when somebody else has placed a number on it since.</summary>
    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale) is { SetAside: null } scale && scale.Judgements.TrueForAll(j => j.Placed.By == stamp.By);
}

using System.Text.Json.Serialization;
using MappingBoard.Shared.Changes.Notes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Shared.Changes.Scales;

/// <summary>A new 0–10 scale (P7, P8).</summary>
/// <param name="Scale">Its id, made by the replica.</param>
/// <param name="Wording">The question, and what 10 and 0 mean.</param>
/// <param name="Danger">The danger statement that it measures; null for an overall scale.</param>
/// <param name="Circle">Who sees it: the id of a circle of the author's, the danger statement's where it measures one (C20).</param>
/// <param name="Sealed">Whether people judge unseen until the chair reveals (V1). Only the chair adds one that is open.</param>
public sealed record AddScale(
    string Scale,
    ScaleWording Wording,
    string? Danger = null,
    [property: JsonRequired] string Circle = Circles.Everyone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Sealed = false) : Change
{
    public static ChangeKind<AddScale> Kind { get; } = new("add-scale", "P7", "P8");

    public override string? Subject => Scale;

    public override string? Adds => Scale;

    public override string AuthorsWords => Wording.Question;

    public override Refusal? Check(Board board, Stamp stamp) =>
        Rules.Open(board, stamp, Circle)
        ?? Rules.Arranges(board, stamp)
        ?? Rules.WritesFor(board, stamp, Circle)
        ?? (Sealed ? null : Rules.IsTheChair(board, stamp))
        ?? Rules.NewId(board, Scale)
        ?? Rules.Wording(Wording)
        ?? (board.Scales.Count >= Bounds.Scales ? Refusal.TooManyScales : null)
        ?? (Danger is null ? null : PairGoal.CheckDanger(board, Danger))
        ?? (Danger is not null && board.Notes[Danger].Circle != Circle ? Refusal.CirclesDiffer : null);

    public override Board ApplyTo(Board board, Stamp stamp) => board.Scale(Scale) is null
        ? board with { Scales = board.Scales.Add(new() { Id = Scale, Wording = Wording, Danger = Danger, Circle = Circle, Sealed = Sealed }) }
        : board;

    public override Change? Invert(Board before, Stamp stamp) =>
        before.Scale(Scale) is null ? new SetScaleAside(Scale, Aside: true) : null;

    /// <summary>False when somebody else has placed a number on it since.</summary>
    public override bool StillStands(Board now, Stamp stamp) =>
        now.Scale(Scale) is { SetAside: null } scale
        && scale.Judgements.TrueForAll(j => j.Placed.By == stamp.By)
        && scale.Placed == scale.Judgements.Count(j => j.Unseen);

    public override Change? Project(Board before, Stamp stamp, Viewer viewer) => viewer.Sees(Circle) ? this : null;
}

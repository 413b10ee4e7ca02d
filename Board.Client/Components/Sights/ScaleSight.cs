using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.Components.Sights;

/// <summary>One scale as it is shown. Two sights are equal when they show the same.</summary>
/// <param name="Scale">The scale itself.</param>
/// <param name="Number">The number of its danger statement; null for an overall scale.</param>
/// <param name="Danger">Its danger statement, while that is on the board.</param>
/// <param name="Goal">The goal that answers it, while that is on the board.</param>
/// <param name="Judgements">Everybody's, in the order in which they were first placed. Nothing adds them up.</param>
/// <param name="IsUnsaved">Something of the reader's own about it is not durable yet.</param>
/// <param name="CanJudge">Whether the reader gives numbers at this meeting: observers do not.</param>
/// <param name="CanTouch">False while the page is only rendered and nothing can be touched yet.</param>
public sealed record ScaleSight(
    Scale Scale,
    int? Number,
    Note? Danger,
    string? Goal,
    ImmutableArray<JudgementSight> Judgements,
    bool IsUnsaved,
    bool CanJudge,
    bool CanTouch)
{
    /// <summary>Why the meeting lets the reader not judge on it now; null when it does.</summary>
    public Refusal? NotNow { get; init; }

    /// <summary>The numbers of the ladder, 10 first.</summary>
    public static ImmutableArray<int> Rungs { get; } = [.. Enumerable.Range(0, 11).Select(i => 10 - i)];

    /// <summary>The reader's own.</summary>
    public Judgement? Mine => Judgements.FirstOrDefault(j => j.Person.IsYou)?.Judgement;

    public bool Equals(ScaleSight? other) =>
        other is not null
        && Scale.Id == other.Scale.Id && Scale.Wording == other.Scale.Wording
        && Number == other.Number && Danger?.Id == other.Danger?.Id && Danger?.Text == other.Danger?.Text && Goal == other.Goal
        && (IsUnsaved, CanJudge, CanTouch, NotNow) == (other.IsUnsaved, other.CanJudge, other.CanTouch, other.NotNow)
        && Judgements.SequenceEqual(other.Judgements);

    public override int GetHashCode() => Scale.Id.GetHashCode(StringComparison.Ordinal);
}

/// <param name="Judgement">The number, the reason and one point higher.</param>
/// <param name="Person">Whose it is.</param>
public sealed record JudgementSight(Judgement Judgement, Speaker Person);

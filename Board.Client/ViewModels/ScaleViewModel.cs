using System.Collections.Immutable;
using MappingBoard.Shared.Changes;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.ViewModels;

/// <summary>One scale as it is shown. Two sights are equal when they show the same.</summary>
/// <param name="Scale">The scale itself.</param>
/// <param name="Number">The number of its danger statement; null for an overall scale.</param>
/// <param name="Danger">Its danger statement, while that is on the board.</param>
/// <param name="Goal">The goal that answers it, while that is on the board.</param>
/// <param name="Judgements">Everybody's, in the order in which they were first placed. Nothing adds them up.</param>
/// <param name="Expected">Of how many people a number is expected or there.</param>
/// <param name="IsUnsaved">Something of the reader's own about it is not durable yet.</param>
/// <param name="May">What the reader may do with it now; nothing while the page is only rendered.</param>
public sealed record ScaleViewModel(
    Scale Scale,
    int? Number,
    Note? Danger,
    string? Goal,
    ImmutableArray<JudgementViewModel> Judgements,
    int Expected,
    bool IsUnsaved,
    ScaleMay May)
{
    /// <summary>Why the meeting lets the reader not judge on it now; null when it does.</summary>
    public Refusal? NotNow { get; init; }

    /// <summary>The numbers of the ladder, 10 first.</summary>
    public static ImmutableArray<int> Rungs { get; } = [.. Enumerable.Range(0, 11).Select(i => 10 - i)];

    /// <summary>The reader's own.</summary>
    public Judgement? Mine => Judgements.FirstOrDefault(j => j.Person.IsYou)?.Judgement;

    /// <summary>
    /// Whether each sees their own number alone: it is sealed, or the chair has just revealed it and the numbers have
    /// not come from the server yet.
    /// </summary>
    public bool IsUnseen => Scale.Sealed || Scale.Placed > 0;

    /// <summary>The chair at this page has revealed it, and the numbers are on their way.</summary>
    public bool IsRevealing => IsUnseen && !Scale.Sealed;

    /// <summary>Whether not the whole meeting sees it.</summary>
    public bool IsForFewer => !Circles.IsShared(Scale.Circle);

    public bool Equals(ScaleViewModel? other) =>
        other is not null
        && Scale.Id == other.Scale.Id && Scale.Wording == other.Scale.Wording
        && (Scale.Sealed, Scale.Circle, Scale.Placed, Expected) == (other.Scale.Sealed, other.Scale.Circle, other.Scale.Placed, other.Expected)
        && Number == other.Number && Danger?.Id == other.Danger?.Id && Danger?.Text == other.Danger?.Text && Goal == other.Goal
        && (IsUnsaved, May, NotNow) == (other.IsUnsaved, other.May, other.NotNow)
        && Judgements.SequenceEqual(other.Judgements);

    public override int GetHashCode() => Scale.Id.GetHashCode(StringComparison.Ordinal);
}

/// <param name="Judgement">The number, the reason and one point higher.</param>
/// <param name="Person">Whose it is.</param>
public sealed record JudgementViewModel(Judgement Judgement, Speaker Person);

/// <summary>What the reader may do with one scale.</summary>
/// <param name="Judge">Place a number of their own.</param>
/// <param name="Reveal">Show all numbers.</param>
/// <param name="More">There is something else to do with it.</param>
public readonly record struct ScaleMay(bool Judge, bool Reveal, bool More);

/// <summary>A scale that was set aside.</summary>
/// <param name="Scale">The scale.</param>
/// <param name="CanTakeUp">Whether the reader may take it up again.</param>
public sealed record AsideViewModel(Scale Scale, bool CanTakeUp);

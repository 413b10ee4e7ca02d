using System.Collections.Immutable;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.State.Selectors;

/// <summary>Who sees and who judges. Pure functions of the state.</summary>
public static class CircleSelectors
{
    /// <summary>The circles besides the whole meeting's that somebody is in, and so may write for.</summary>
    public static ImmutableArray<StandingCircle> SmallerCirclesOf(this Board board, Participant? person) =>
        person is null ? [] : [.. board.Template.Circles.Where(c => person.IsIn(c.Id))];

    /// <summary>What a circle is called, as it stands behind "for": "everyone", "professionals only".</summary>
    public static string NameOf(this Board board, string circle) =>
        board.Template.Circles.FirstOrDefault(c => c.Id == circle)?.Name ?? "everyone";

    /// <summary>The same at the beginning of a line.</summary>
    public static string LabelOf(this Board board, string circle) => board.NameOf(circle) is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : "";

    /// <summary>A smaller circle for which this person may write now; null where there is none.</summary>
    public static string? InnerCircle(this BoardState state) => state.Board.ClosedNow is { } part
        ? part.Circle
        : state.Board.SmallerCirclesOf(state.Me) is [var first, ..] ? first.Id : null;

    /// <summary>Those at the meeting who are not in a circle, in the order of joining.</summary>
    public static IEnumerable<Participant> OutsideOf(this BoardState state, string circle) =>
        state.Board.Participants.Where(p => p.IsAtTheMeeting && !p.IsIn(circle));

    /// <summary>
    /// Those of whom a number on this scale is expected or there: everybody at the meeting who judges and sees it, and
    /// whoever placed one before they left. Where numbers are unseen nobody can say who of those who left did (C32).
    /// </summary>
    public static IEnumerable<Participant> JudgesOf(this Board board, Scale scale) => board.Participants.Where(p =>
        scale.JudgementOf(p.Id) is not null
        || ((p.IsAtTheMeeting || scale.Sealed) && p.Role.Judges() && p.IsIn(scale.Circle)));
}

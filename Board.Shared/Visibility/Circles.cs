using MappingBoard.Shared.Model;

namespace MappingBoard.Shared.Visibility;

/// <summary>
/// Who is in which circle (C1): the one place that knows what a circle's id means. No circle stands above another; what
/// everybody shares is special only in that everybody is in it. Pure.
/// </summary>
public static class Circles
{
    /// <summary>The circle of the whole meeting.</summary>
    public const string Everyone = "everyone";

    /// <summary>What the whole meeting has in common, and a screen in the room shows: all that a stranger could be shown.</summary>
    public static CircleSet Common { get; } = CircleSet.Of(Everyone);

    /// <summary>Whether the whole meeting is in a circle.</summary>
    public static bool IsShared(string circle) => circle == Everyone;

    /// <summary>The circles that somebody enters at the door.</summary>
    /// <param name="template">The meeting's.</param>
    /// <param name="role">What they do there.</param>
    public static CircleSet UsualFor(this MeetingTemplate template, Role role) =>
        CircleSet.Of([Everyone, .. template.Circles.Where(c => c.Roles.Contains(role)).Select(c => c.Id)]);

    /// <summary>The circles that somebody is in. Of a stranger: what the whole meeting has in common.</summary>
    public static CircleSet SetOf(this Board board, string? participant) =>
        board.Participant(participant) is { } person ? person.Set() : Common;

    /// <summary>The circles that somebody is in.</summary>
    public static CircleSet Set(this Participant person) => person.Standing;

    /// <summary>Whether somebody is in a circle.</summary>
    public static bool IsIn(this Participant person, string circle) => person.Standing.Contains(circle);

    /// <summary>
    /// Whether everybody who is ever in one circle is in another (⊆): then nobody new sees what moves from the other to the one.
    /// A standing circle lies within itself and within everyone, whoever has come so far.
    /// </summary>
    public static bool IsWithin(string circle, string other) => circle == other || IsShared(other);

    /// <summary>Whether somebody waits outside while a part of the meeting goes on without them (C22).</summary>
    public static bool IsOutside(this Board board, Participant person) => board.ClosedNow is { } part && !person.IsIn(part.Circle);

    /// <summary>Whether a circle has people on both sides of the part that goes on: what it shares stands still (C22).</summary>
    public static bool SpansTheBorder(this Board board, string circle) =>
        board.ClosedNow is { } part && circle != part.Circle && (IsShared(circle) || board.Participants.Exists(p => p.IsIn(circle) && p.IsIn(part.Circle)));
}

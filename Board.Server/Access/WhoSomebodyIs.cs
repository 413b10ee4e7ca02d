using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Access;

/// <summary>One answer to "Who are you?" on the page where people join.</summary>
/// <param name="Id">What the form sends.</param>
/// <param name="Label">What the person reads.</param>
/// <param name="Who">What stands beside their name on the map, unless they say it in their own words.</param>
/// <param name="Role">What they do at the meeting.</param>
public sealed record WhoAnswer(string Id, string Label, string Who, Role Role);

/// <summary>Answers that stand together under a heading.</summary>
public sealed record WhoGroup(string Heading, ImmutableArray<WhoAnswer> Answers);

/// <summary>What people may answer, and which role follows from it. The role is decided here, never by the browser.</summary>
public static class WhoSomebodyIs
{
    /// <summary>
    /// For whom no answer fits: they say it in their own words. They get the role that is shown the least, since nobody
    /// has vouched for another.
    /// </summary>
    public static WhoAnswer SomebodyElse { get; } = new("else", "Somebody else", "", Role.Family);

    public static ImmutableArray<WhoGroup> Groups { get; } =
    [
        new("In the family, or close to it",
        [
            new("mum", "Mum", "Mum", Role.Family),
            new("dad", "Dad", "Dad", Role.Family),
            new("step-parent", "Step-parent or partner", "step-parent", Role.Family),
            new("grandparent", "Grandparent", "grandparent", Role.Family),
            new("relative", "Another relative", "relative", Role.Family),
            new("child", "Child or young person", "young person", Role.Family),
            new("friend", "Friend of the family", "friend of the family", Role.Family),
        ]),
        new("Here because of my work",
        [
            new("social-worker", "Social worker", "social worker", Role.Professional),
            new("police", "Police", "police", Role.Professional),
            new("health-visitor", "Health visitor", "health visitor", Role.Professional),
            new("school", "School or nursery", "school", Role.Professional),
            new("health", "Doctor, nurse, midwife", "health", Role.Professional),
            new("service", "Another service", "another service", Role.Professional),
        ]),
        new("Here to help somebody take part",
        [
            new("advocate", "Advocate", "advocate", Role.Observer),
            new("interpreter", "Interpreter", "interpreter", Role.Observer),
            new("note-taker", "Note-taker", "note-taker", Role.Observer),
        ]),
    ];

    /// <summary>The answer with this id, or null.</summary>
    public static WhoAnswer? Find(string? id) => Groups.SelectMany(g => g.Answers).Append(SomebodyElse).FirstOrDefault(a => a.Id == id);
}

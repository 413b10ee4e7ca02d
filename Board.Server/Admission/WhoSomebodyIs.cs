using System.Collections.Immutable;
using MappingBoard.Shared.Model;

namespace MappingBoard.Server.Admission;

/// <summary>One answer to "Who are you?" on the page where people join: words for beside their name, and nothing else.</summary>
/// <param name="Id">What the form sends.</param>
/// <param name="Label">What the person reads.</param>
/// <param name="Who">What stands beside their name on the map, unless they say it in their own words.</param>
public sealed record WhoAnswer(string Id, string Label, string Who);

/// <summary>What people may answer. What they do at the meeting follows from their invitation alone; the answers only fit it.</summary>
public static class WhoSomebodyIs
{
    private static readonly ImmutableArray<WhoAnswer> Family =
    [
        new("mum", "Mum", "Mum"),
        new("dad", "Dad", "Dad"),
        new("step-parent", "Step-parent or partner", "step-parent"),
        new("grandparent", "Grandparent", "grandparent"),
        new("relative", "Another relative", "relative"),
        new("child", "Child or young person", "young person"),
        new("friend", "Friend of the family", "friend of the family"),
    ];

    private static readonly ImmutableArray<WhoAnswer> Professional =
    [
        new("social-worker", "Social worker", "social worker"),
        new("police", "Police", "police"),
        new("health-visitor", "Health visitor", "health visitor"),
        new("school", "School or nursery", "school"),
        new("health", "Doctor, nurse, midwife", "health"),
        new("service", "Another service", "another service"),
    ];

    private static readonly ImmutableArray<WhoAnswer> Observer =
    [
        new("advocate", "Advocate", "advocate"),
        new("interpreter", "Interpreter", "interpreter"),
    ];

    private static readonly ImmutableArray<WhoAnswer> NoteTaker = [new("note-taker", "Note-taker", "note-taker")];

    /// <summary>For whom no answer fits: they say it in their own words.</summary>
    public static WhoAnswer SomebodyElse { get; } = new("else", "Somebody else", "");

    /// <summary>The answers for those who come as this.</summary>
    public static ImmutableArray<WhoAnswer> For(Role role) => role switch
    {
        Role.Family => Family,
        Role.Observer => Observer,
        Role.NoteTaker => NoteTaker,
        _ => Professional,
    };

    /// <summary>Whom a link for this role is for, as in "This link is for …".</summary>
    public static string LinkIsFor(Role role) => role switch
    {
        Role.Family => "people in the family, or close to it",
        Role.Observer => "those who help somebody take part",
        Role.NoteTaker => "the one who takes notes",
        _ => "people who come because of their work",
    };

    /// <summary>The answer with this id among those for a role, or null.</summary>
    public static WhoAnswer? Find(string? id, Role role) => For(role).Append(SomebodyElse).FirstOrDefault(a => a.Id == id);
}

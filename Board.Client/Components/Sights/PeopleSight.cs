using System.Collections.Immutable;
using System.Globalization;
using MappingBoard.Client.State;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.Components.Sights;

/// <summary>Who is at the meeting: those who are here, the reader first, then those who are not here at the moment, then those who left.</summary>
public sealed record PeopleSight(ImmutableArray<PersonSight> Here, ImmutableArray<PersonSight> Elsewhere, ImmutableArray<PersonSight> Left)
{
    private static readonly string[] InWords = ["Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

    public static PeopleSight Of(BoardState state)
    {
        var board = state.Board;
        var me = state.Replica.Me;
        var people = board.Participants.Select(p => PersonSight.Of(state, p)).ToList();
        return new(
            [.. people.Where(p => p.IsHere).OrderByDescending(p => p.Id == me)],
            [.. people.Where(p => !p.IsHere && !p.HasLeft)],
            [.. people.Where(p => !p.IsHere && p.HasLeft)]);
    }

    /// <summary>For a heading: "Nine people are here".</summary>
    public string Heading => Here.Length switch
    {
        1 => "One person is here",
        < 10 => $"{InWords[Here.Length]} people are here",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Here.Length} people are here"),
    };
}

/// <param name="Id">The participant.</param>
/// <param name="Person">Their name, and who they are.</param>
/// <param name="Role">What they do at the meeting.</param>
/// <param name="IsHere">Whether a device of theirs is connected.</param>
/// <param name="IsWriting">Whether they are writing somewhere.</param>
/// <param name="HasLeft">Whether they have left for good.</param>
public sealed record PersonSight(string Id, Speaker Person, Role Role, bool IsHere, bool IsWriting, bool HasLeft)
{
    public static PersonSight Of(BoardState state, Participant person)
    {
        var presence = state.Presence.GetValueOrDefault(person.Id);
        var isMe = person.Id == state.Replica.Me;
        return new(
            person.Id,
            Speaker.Of(state.Board, person.Id, state.Replica.Me),
            person.Role,
            person.LeftAt is null && (isMe || presence is { Here: true }),
            !isMe && presence is { Here: true, Writing: not null },
            person.LeftAt is not null);
    }
}

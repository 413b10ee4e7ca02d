using MappingBoard.Shared.Model;

namespace MappingBoard.Client.State.Selectors;

/// <summary>Somebody at the meeting, as "who is here" shows them.</summary>
/// <param name="Person">Who.</param>
/// <param name="IsHere">Whether any of their devices is connected.</param>
/// <param name="IsMe">Whether it is the person at this page.</param>
/// <param name="Writing">Where they write, or null (see <see cref="Places"/>).</param>
public sealed record PersonHere(Participant Person, bool IsHere, bool IsMe, string? Writing);

/// <summary>Who is here, and who writes where.</summary>
public static class PeopleSelectors
{
    /// <summary>Everybody who belongs to the meeting: this person first, then those who are here, then the others, each in the order of joining.</summary>
    public static IReadOnlyList<PersonHere> People(this BoardState state) =>
    [
        .. state.Board.Participants
            .Where(p => p.LeftAt is null)
            .Select(p => Of(state, p))
            .OrderBy(p => p.IsMe ? 0 : p.IsHere ? 1 : 2),
    ];

    /// <summary>How many are here, this person included.</summary>
    public static int HereCount(this BoardState state) => state.Board.Participants.Count(p => p.LeftAt is null && Of(state, p).IsHere);

    /// <summary>The others who are writing in a place: a note's id, or <see cref="Places.NewNoteIn"/>.</summary>
    public static IReadOnlyList<Participant> WritersIn(this BoardState state, string where) =>
    [
        .. state.Presence.Values
            .Where(p => p.Here && p.Writing == where && p.Participant != state.Replica.Me)
            .Select(p => state.Board.Participant(p.Participant))
            .OfType<Participant>()
            .OrderBy(p => p.JoinedAt)
            .ThenBy(p => p.Id, StringComparer.Ordinal),
    ];

    private static PersonHere Of(BoardState state, Participant person)
    {
        var isMe = person.Id == state.Replica.Me;
        var presence = state.Presence.GetValueOrDefault(person.Id);
        return new(person, isMe || presence is { Here: true }, isMe, presence?.Writing);
    }
}

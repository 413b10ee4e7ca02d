using System.Collections.Immutable;
using System.Globalization;
using MappingBoard.Client.State;
using MappingBoard.Shared.Changes.People;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.ViewModels;

/// <summary>
/// Who is at the meeting: those who are here, the reader first, then those who are not here at the moment, then those
/// who left. Before the connection has said who is here, nobody is said to be here or elsewhere.
/// </summary>
/// <param name="IsKnown">Whether the page knows who is here.</param>
/// <param name="Here">Those who are here; all who belong to the meeting as long as that is not known.</param>
/// <param name="Elsewhere">Those who are not here at the moment.</param>
/// <param name="Left">Those who left for good.</param>
public sealed record PeopleViewModel(
    bool IsKnown,
    ImmutableArray<PersonViewModel> Here,
    ImmutableArray<PersonViewModel> Elsewhere,
    ImmutableArray<PersonViewModel> Left)
{
    private BoardState? _state;
    private bool _canTouch;

    private static readonly string[] InWords = ["Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

    /// <param name="state">What to show.</param>
    /// <param name="canTouch">False while the page is only rendered.</param>
    /// <param name="before">What was shown before; the same again where nothing about people has changed.</param>
    public static PeopleViewModel Of(BoardState state, bool canTouch, PeopleViewModel? before = null)
    {
        if (before is { _state: { } was } && before._canTouch == canTouch
            && ReferenceEquals(was.Board.Participants, state.Board.Participants) && ReferenceEquals(was.Presence, state.Presence)
            && (was.Board.IsStarted, was.Replica.Me) == (state.Board.IsStarted, state.Replica.Me))
        {
            return before;
        }

        var board = state.Board;
        var me = state.Replica.Me;
        var isKnown = !state.Presence.IsEmpty;
        var people = board.Participants.Select(p => PersonViewModel.Of(state, p, canTouch)).ToList();
        return new(
            isKnown,
            [.. people.Where(p => isKnown ? p.IsHere : !p.HasLeft).OrderByDescending(p => p.Id == me)],
            [.. people.Where(p => isKnown && !p.IsHere && !p.HasLeft)],
            [.. people.Where(p => !p.IsHere && p.HasLeft)])
        {
            _state = state,
            _canTouch = canTouch,
        };
    }

    /// <summary>For a heading: "Nine people are here".</summary>
    public string Heading => Here.Length switch
    {
        _ when !IsKnown => "People at the meeting",
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
/// <param name="MayBeChair">Whether the reader can make them a chair.</param>
/// <param name="MayBeSentOut">Whether the reader can end their part in the meeting.</param>
public sealed record PersonViewModel(
    string Id,
    Speaker Person,
    Role Role,
    bool IsHere,
    bool IsWriting,
    bool HasLeft,
    bool MayBeChair,
    bool MayBeSentOut)
{
    public static PersonViewModel Of(BoardState state, Participant person, bool canTouch)
    {
        var presence = state.Presence.GetValueOrDefault(person.Id);
        var isMe = person.Id == state.Replica.Me;
        var now = new Stamp(state.Replica.Me, state.Board.StartedAt);
        return new(
            person.Id,
            Speaker.Of(state.Board, person.Id, state.Replica.Me),
            person.Role,
            person.LeftAt is null && (isMe || presence is { Here: true }),
            !isMe && presence is { Here: true, Writing: not null },
            person.LeftAt is not null,
            canTouch && new AppointChair(person.Id).Check(state.Board, now) is null,
            canTouch && new SendOut(person.Id).Check(state.Board, now) is null);
    }
}

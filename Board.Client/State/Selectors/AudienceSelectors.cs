using MappingBoard.Shared.Model;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.State.Selectors;

/// <summary>Who sees and who judges. Pure functions of the state.</summary>
public static class AudienceSelectors
{
    public static Audience Other(this Audience audience) => audience == Audience.Everyone ? Audience.Professionals : Audience.Everyone;

    /// <summary>Those at the meeting who see a thing only when everyone does, in the order of joining.</summary>
    public static IEnumerable<Participant> FamilysSide(this BoardState state) =>
        state.Board.Participants.Where(p => p is { IsAtTheMeeting: true, Audience: Audience.Everyone });

    /// <summary>
    /// Those of whom a number on this scale is expected or there: everybody at the meeting who judges and sees it, and
    /// whoever placed one before they left.
    /// </summary>
    public static IEnumerable<Participant> JudgesOf(this Board board, Scale scale) => board.Participants.Where(p =>
        scale.JudgementOf(p.Id) is not null
        || (p.IsAtTheMeeting && p.Role.Judges() && new Viewer(p.Id, p.Audience).Sees(scale.Audience)));
}

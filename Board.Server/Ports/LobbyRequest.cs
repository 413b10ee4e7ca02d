using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Ports;

/// <summary>Somebody's wish to come to a meeting, and what became of it.</summary>
/// <param name="Id">Names the request, and opens nothing.</param>
/// <param name="Board">The board's id.</param>
/// <param name="Invitation">The id of the invitation that they came by.</param>
/// <param name="Participant">Who they are on the board once they are let in.</param>
/// <param name="Name">As they gave it; null once it was destroyed.</param>
/// <param name="Who">Who they say they are; null once it was destroyed.</param>
/// <param name="Role">What they come as, by their invitation.</param>
/// <param name="Circles">The standing circles that they will enter, by their invitation.</param>
/// <param name="AskedAt">UTC.</param>
/// <param name="State">Where it stands.</param>
public sealed record LobbyRequest(
    string Id,
    string Board,
    string Invitation,
    string Participant,
    string? Name,
    string? Who,
    Role Role,
    CircleSet Circles,
    DateTimeOffset AskedAt,
    LobbyState State = LobbyState.Waiting)
{
    /// <summary>As the chair sees it.</summary>
    public JoinRequest ForTheChair => new(Id, Name ?? "", Who ?? "", Role, Circles, AskedAt);
}

/// <summary>Where a request stands. Only one that waits ever changes. Kept by its name.</summary>
public enum LobbyState
{
    Waiting,
    Admitted,
    Declined,

    /// <summary>Taken back by the one who asked, or never answered.</summary>
    Withdrawn,
}

/// <summary>What comes of asking to come in.</summary>
public enum Asked
{
    /// <summary>The request waits for the chair.</summary>
    Waits,

    /// <summary>As many people wait at this board as may.</summary>
    Full,

    /// <summary>As many have come by this invitation as may, or it cannot be opened any more.</summary>
    InvitationIsOver,

    /// <summary>This very request was answered before.</summary>
    Decided,
}

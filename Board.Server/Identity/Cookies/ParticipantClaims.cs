using System.Security.Claims;

namespace MappingBoard.Server.Identity.Cookies;

/// <summary>How a signed cookie says which participant of a board somebody is: one claim for each board.</summary>
public static class ParticipantClaims
{
    /// <summary>The claim type of a board; its value is the participant's id.</summary>
    public static string ClaimType(string boardId) => "board:" + boardId;

    /// <summary>The participant that this principal is on a board, or null when it is none there.</summary>
    public static string? ParticipantOf(ClaimsPrincipal principal, string boardId)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.FindFirst(ClaimType(boardId))?.Value;
    }
}

namespace MappingBoard.Server.Identity.Cookies;

/// <summary>What a participant's cookie says.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Participant">The participant's id.</param>
/// <param name="Until">UTC; from then on it says nothing.</param>
public sealed record BoardPass(string Board, string Participant, DateTimeOffset Until);

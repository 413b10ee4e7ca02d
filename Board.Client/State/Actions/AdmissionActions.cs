using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Actions;

/// <summary>Something is asked at the doors of the meeting.</summary>
public sealed record AdmissionAsked(AdmissionRequest Request);

/// <summary>The answer; one that says so where there was no connection.</summary>
public sealed record AdmissionAnswered(AdmissionRequest Request, AdmissionAnswer Answer);

/// <summary>The sheet of invitations is opened; the list is asked for.</summary>
public sealed record InvitingOpened;

public sealed record InvitingClosed;

/// <summary>The link that is shown has been passed on, and another one is wanted.</summary>
public sealed record InvitationPassedOn;

/// <summary>The sheet for one's own other device is opened; a link is asked for.</summary>
/// <param name="Origin">The address of this server as the page sees it (<c>NavigationManager.BaseUri</c>).</param>
public sealed record LinkingOpened(string Origin);

public sealed record LinkingClosed;

using MappingBoard.Client.ViewModels;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.Shared.Text;
using MappingBoard.Shared.Visibility;

namespace MappingBoard.Client.Features.Admission;

/// <summary>What a chair reads of roles and invitations.</summary>
internal static class AdmissionWords
{
    /// <summary>For whom an invitation is, as in "For the family".</summary>
    public static string For(OpenInvitation invitation) =>
        invitation.Name is { } name ? $"For {Bidi.Isolate(name)}, {As(invitation.Role, invitation.Circles)}" : "For " + Whom(invitation.Role, invitation.Circles);

    /// <summary>How many have come by it, as in "2 of 5 have come by it".</summary>
    public static string Used(OpenInvitation invitation) => (invitation.Used, invitation.Uses) switch
    {
        (0, null) => "nobody has come by it yet",
        (1, null) => "one person has come by it",
        (var used, null) => $"{used} people have come by it",
        (0, 1) => "it has not been used yet",
        (_, 1) => "it has been used",
        var (used, uses) => $"{used} of {uses} have come by it",
    };

    /// <summary>What somebody comes as, and what they will see.</summary>
    public static string Comes(JoinRequest request) => (request.Role, IsInside(request.Circles)) switch
    {
        (Role.Family, _) => "Comes as family",
        (Role.Professional, _) => "Comes as a professional",
        (Role.NoteTaker, true) => "Comes as a note-taker who sees what professionals see",
        (Role.NoteTaker, _) => "Comes as a note-taker who sees what the family sees",
        (_, true) => "Comes as a helper who sees what professionals see",
        _ => "Comes as a helper who sees what the family sees",
    };

    /// <summary>That somebody at the meeting has the name already under which somebody asks to come in; null where nobody has.</summary>
    public static string? Alike(JoinRequest request, Board board)
    {
        var same = board.Participants.FindAll(p => Names.AreAlike(p.Name, request.Name));
        return same.IsEmpty ? null : $"The name is already on the map: {Quote.Names([.. same.Select(p => Names.InFull(p, board.Participants))])}.";
    }

    private static string As(Role role, CircleSet circles) => role switch
    {
        Role.Family => "as family",
        Role.Professional => "as a professional",
        Role.NoteTaker => "as a note-taker" + Side(circles),
        _ => "as a helper" + Side(circles),
    };

    private static string Whom(Role role, CircleSet circles) => role switch
    {
        Role.Family => "the family",
        Role.Professional => "professionals",
        Role.NoteTaker => "a note-taker" + Side(circles),
        _ => "helpers" + Side(circles),
    };

    /// <summary>Whether somebody sees more than the whole meeting does.</summary>
    private static bool IsInside(CircleSet circles) => circles.Ids.Any(id => !Circles.IsShared(id));

    private static string Side(CircleSet circles) => IsInside(circles) ? " on the professionals’ side" : " on the family’s side";
}

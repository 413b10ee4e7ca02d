using MappingBoard.Server.Admission.Codes;
using MappingBoard.Server.Admission.Devices;
using MappingBoard.Server.Admission.Invitations;
using MappingBoard.Server.Admission.Lobby;
using MappingBoard.Server.Audit;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Admission;

/// <summary>
/// The doors of a meeting as a page on the map has them, over whichever connection it asks. Every request is authorised
/// against the room's present state (V6). Thread-safe.
/// </summary>
public sealed class AdmissionHandler(
    RoomDirectory rooms,
    InvitationIssuer invitations,
    SpokenCodes codes,
    Reception reception,
    DeviceLinks devices,
    AccessNotes notes,
    TimeProvider time)
{
    /// <summary>A page's other messages wait behind this one, so it does not wait for long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Answers what somebody asks. Whatever is wrong with it, or with the store, is said in the answer.</summary>
    /// <param name="board">The board where they are.</param>
    /// <param name="participant">Who asks, as their cookie says.</param>
    /// <param name="request">What they ask.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<AdmissionAnswer> Answer(string board, string participant, AdmissionRequest request, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            var here = await Here(board, participant, limit.Token);
            if (here is null) return AdmissionRefusal.NotHere;
            if (request is LinkDevice link) return await devices.Make(board, participant, link.Origin, limit.Token);
            return here.IsChair ? await AnswerTheChair(board, participant, request, limit.Token) : AdmissionRefusal.ChairOnly;
        }
        catch (StoreUnavailableException)
        {
            return AdmissionRefusal.StoreAway;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return AdmissionRefusal.StoreAway;
        }
    }

    /// <summary>A page has come in: that is noted, and a chair is shown who waits.</summary>
    public async Task Came(string board, string participant)
    {
        Participant? here;
        try
        {
            here = await Here(board, participant, CancellationToken.None);
        }
        catch (Exception gone) when (gone is StoreUnavailableException or OperationCanceledException)
        {
            // The room that it came into has ended already, and the page with it.
            return;
        }

        if (here is null) return;
        notes.CameIn(board, here);
        if (here.IsChair) await reception.Show(board);
    }

    /// <summary>Nobody more comes by it, and whoever came by it and still waits is not let in: again, where the store was away in between.</summary>
    private async Task<AdmissionAnswer> Revoke(string board, string chair, string invitation, CancellationToken cancel)
    {
        var revoked = await invitations.Revoke(board, chair, invitation, cancel);
        var declined = await reception.DeclineAllBy(board, chair, invitation, cancel);
        return revoked || declined > 0 ? new AdmissionDone() : AdmissionRefusal.UnknownInvitation;
    }

    private async Task<AdmissionAnswer> Invite(string board, string chair, MakeInvitation wish, CancellationToken cancel) =>
        await rooms.Read(board, cancel) is var (read, _) ? await invitations.Make(read, chair, wish, cancel) : AdmissionRefusal.Malformed;

    private async Task<Participant?> Here(string board, string participant, CancellationToken cancel) =>
        await rooms.Read(board, participant, cancel) is var (read, _) && read.Participant(participant) is { IsAtTheMeeting: true } here ? here : null;

    private async Task<AdmissionAnswer> AnswerTheChair(string board, string chair, AdmissionRequest request, CancellationToken cancel) => request switch
    {
        MakeInvitation wish => await Invite(board, chair, wish, cancel),
        ListInvitations => new InvitationList(await invitations.Read(board, cancel)),
        MakeCode code => await codes.Make(board, chair, code.Invitation, cancel) ?? (AdmissionAnswer)AdmissionRefusal.UnknownInvitation,
        RevokeInvitation revoke => await Revoke(board, chair, revoke.Invitation, cancel),
        Admit admit => await reception.Admit(board, chair, admit.Id, cancel),
        AdmitAll all => await reception.AdmitAll(board, chair, all.Ids, cancel),
        Decline decline => await reception.Decline(board, chair, decline.Id, cancel),
        _ => AdmissionRefusal.Malformed,
    };
}

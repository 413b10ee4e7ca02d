using System.Collections.Immutable;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Reducers;

/// <summary>Who waits outside, and the links to this meeting.</summary>
internal static class AdmissionReducers
{
    public static void AddTo(ReducerTable table) => table
        .On<AdmissionAsked>(Reduce)
        .On<AdmissionAnswered>(Reduce)
        .On<InvitingOpened>(Reduce)
        .On<InvitingClosed>(Reduce)
        .On<InvitationPassedOn>(Reduce)
        .On<LinkingOpened>(Reduce)
        .On<LinkingClosed>(Reduce);

    /// <summary>The server says who waits. Whoever is new is said once.</summary>
    public static BoardState Asks(BoardState state, ImmutableArray<JoinRequest> requests)
    {
        var added = requests.Where(r => !state.Admission.Announced.Contains(r.Id)).ToImmutableArray();
        var next = state with { Admission = state.Admission with { Asking = requests, Announced = state.Admission.Announced.Union(added.Select(r => r.Id)) } };
        return added.IsEmpty ? next : next.Saying(Sentences.Asks(added));
    }

    public static BoardState Reduce(BoardState state, AdmissionAsked action) => state with
    {
        Admission = Decided(action.Request) is { IsEmpty: false } decided
            ? state.Admission with { Deciding = state.Admission.Deciding.Union(decided), Refused = null }
            : state.Admission with { IsBusy = true, Refused = null },
    };

    public static BoardState Reduce(BoardState state, AdmissionAnswered action)
    {
        var decided = Decided(action.Request);
        var admission = state.Admission with { Deciding = state.Admission.Deciding.Except(decided), IsBusy = state.Admission.IsBusy && !decided.IsEmpty };
        return action.Answer switch
        {
            AdmissionRefused refused => (state with { Admission = admission with { Refused = refused.Reason } }).Saying(refused.Reason.Message),
            InvitationMade made => state with { Admission = admission with { Made = made, Invitations = [made.Invitation, .. admission.Invitations ?? []] } },
            InvitationList list => state with { Admission = admission with { Invitations = list.Invitations } },
            CodeMade code when action.Request is MakeCode of => state with { Admission = admission with { Code = (of.Invitation, code) } },
            DeviceLinkMade link => state with { Admission = admission with { DeviceLink = link } },
            _ => Done(state with { Admission = admission }, action.Request),
        };
    }

    public static BoardState Reduce(BoardState state, InvitingOpened action) => state with { Admission = state.Admission with { IsInviting = true, Refused = null } };

    public static BoardState Reduce(BoardState state, InvitingClosed action) =>
        state with { Admission = state.Admission with { IsInviting = false, Invitations = null, Made = null, Code = null, Refused = null } };

    public static BoardState Reduce(BoardState state, InvitationPassedOn action) => state with { Admission = state.Admission with { Made = null, Code = null } };

    public static BoardState Reduce(BoardState state, LinkingOpened action) => state with { Admission = state.Admission with { IsLinking = true, Refused = null } };

    public static BoardState Reduce(BoardState state, LinkingClosed action) =>
        state with { Admission = state.Admission with { IsLinking = false, DeviceLink = null, Refused = null } };

    private static ImmutableArray<string> Decided(AdmissionRequest request) => request switch
    {
        Admit admit => [admit.Id],
        AdmitAll all => all.Ids,
        Decline decline => [decline.Id],
        _ => [],
    };

    private static BoardState Done(BoardState state, AdmissionRequest request)
    {
        if (request is RevokeInvitation revoked)
        {
            var left = state.Admission with
            {
                Invitations = state.Admission.Invitations?.RemoveAll(i => i.Id == revoked.Invitation),
                Made = state.Admission.Made?.Invitation.Id == revoked.Invitation ? null : state.Admission.Made,
                Code = state.Admission.Code?.Invitation == revoked.Invitation ? null : state.Admission.Code,
            };
            return (state with { Admission = left }).Saying(Messages.Notices.InvitationRevoked);
        }

        // The list without them is on its way; until then nobody should be asked about them again.
        var decided = Decided(request);
        return state with { Admission = state.Admission with { Asking = state.Admission.Asking.RemoveAll(r => decided.Contains(r.Id)) } };
    }
}

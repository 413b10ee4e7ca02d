using System.Collections.Immutable;
using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Language;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Reducers;

/// <summary>Who waits outside, and the links to this meeting.</summary>
internal static class DoorReducers
{
    public static void AddTo(ReducerTable table) => table
        .On<DoorAsked>(Reduce)
        .On<DoorAnswered>(Reduce)
        .On<InvitingOpened>(Reduce)
        .On<InvitingClosed>(Reduce)
        .On<InvitationPassedOn>(Reduce)
        .On<LinkingOpened>(Reduce)
        .On<LinkingClosed>(Reduce);

    /// <summary>The server says who waits. Whoever is new is said once.</summary>
    public static BoardState Asks(BoardState state, ImmutableArray<JoinRequest> requests)
    {
        var added = requests.Where(r => !state.Doors.Announced.Contains(r.Id)).ToImmutableArray();
        var next = state with { Doors = state.Doors with { Asking = requests, Announced = state.Doors.Announced.Union(added.Select(r => r.Id)) } };
        return added.IsEmpty ? next : next.Saying(Sentences.Asks(added));
    }

    public static BoardState Reduce(BoardState state, DoorAsked action) => state with
    {
        Doors = Decided(action.Request) is { IsEmpty: false } decided
            ? state.Doors with { Deciding = state.Doors.Deciding.Union(decided), Refused = null }
            : state.Doors with { IsBusy = true, Refused = null },
    };

    public static BoardState Reduce(BoardState state, DoorAnswered action)
    {
        var decided = Decided(action.Request);
        var doors = state.Doors with { Deciding = state.Doors.Deciding.Except(decided), IsBusy = state.Doors.IsBusy && !decided.IsEmpty };
        return action.Answer switch
        {
            DoorRefused refused => (state with { Doors = doors with { Refused = refused.Reason } }).Saying(refused.Reason.Message),
            InvitationMade made => state with { Doors = doors with { Made = made, Invitations = [made.Invitation, .. doors.Invitations ?? []] } },
            InvitationList list => state with { Doors = doors with { Invitations = list.Invitations } },
            CodeMade code when action.Request is MakeCode of => state with { Doors = doors with { Code = (of.Invitation, code) } },
            DeviceLinkMade link => state with { Doors = doors with { DeviceLink = link } },
            _ => Done(state with { Doors = doors }, action.Request),
        };
    }

    public static BoardState Reduce(BoardState state, InvitingOpened action) => state with { Doors = state.Doors with { IsInviting = true, Refused = null } };

    public static BoardState Reduce(BoardState state, InvitingClosed action) =>
        state with { Doors = state.Doors with { IsInviting = false, Invitations = null, Made = null, Code = null, Refused = null } };

    public static BoardState Reduce(BoardState state, InvitationPassedOn action) => state with { Doors = state.Doors with { Made = null, Code = null } };

    public static BoardState Reduce(BoardState state, LinkingOpened action) => state with { Doors = state.Doors with { IsLinking = true, Refused = null } };

    public static BoardState Reduce(BoardState state, LinkingClosed action) =>
        state with { Doors = state.Doors with { IsLinking = false, DeviceLink = null, Refused = null } };

    private static ImmutableArray<string> Decided(DoorRequest request) => request switch
    {
        Admit admit => [admit.Id],
        AdmitAll all => all.Ids,
        Decline decline => [decline.Id],
        _ => [],
    };

    private static BoardState Done(BoardState state, DoorRequest request)
    {
        if (request is RevokeInvitation revoked)
        {
            var left = state.Doors with
            {
                Invitations = state.Doors.Invitations?.RemoveAll(i => i.Id == revoked.Invitation),
                Made = state.Doors.Made?.Invitation.Id == revoked.Invitation ? null : state.Doors.Made,
                Code = state.Doors.Code?.Invitation == revoked.Invitation ? null : state.Doors.Code,
            };
            return (state with { Doors = left }).Saying(Messages.Notices.InvitationRevoked);
        }

        // The list without them is on its way; until then nobody should be asked about them again.
        var decided = Decided(request);
        return state with { Doors = state.Doors with { Asking = state.Doors.Asking.RemoveAll(r => decided.Contains(r.Id)) } };
    }
}

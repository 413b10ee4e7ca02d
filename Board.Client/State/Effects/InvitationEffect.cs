using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Effects;

/// <summary>Asks for the link for others.</summary>
internal sealed class InvitationEffect(IBoardConnection connection) : Effect<InvitationRequested>
{
    protected override async Task Handle(InvitationRequested action, IDispatcher dispatcher)
    {
        try
        {
            dispatcher.Dispatch(new InvitationReceived(await connection.Invite(action.Origin)));
        }
        catch (InvalidOperationException)
        {
            dispatcher.Dispatch(new InvitationFailed());
        }
    }
}

using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Effects;

/// <summary>Asks at the doors of the meeting, and says what came of it.</summary>
internal sealed class DoorsEffect(IBoardConnection connection) : IEffect
{
    public Task Handle(object action, IDispatcher dispatcher)
    {
        switch (action)
        {
            case DoorAsked asked:
                return Ask(asked.Request, dispatcher);
            case InvitingOpened:
                dispatcher.Dispatch(new DoorAsked(new ListInvitations()));
                return Task.CompletedTask;
            case LinkingOpened linking:
                dispatcher.Dispatch(new DoorAsked(new LinkDevice(linking.Origin)));
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private async Task Ask(DoorRequest request, IDispatcher dispatcher)
    {
        DoorAnswer answer;
        try
        {
            answer = await connection.Ask(request);
        }
        catch (InvalidOperationException)
        {
            answer = new DoorRefused(PageRefusal.NoConnection.Code);
        }

        dispatcher.Dispatch(new DoorAnswered(request, answer));
    }
}

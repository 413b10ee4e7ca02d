using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Effects;

/// <summary>Asks at the doors of the meeting, and says what came of it.</summary>
internal sealed class AdmissionEffect(IBoardConnection connection) : IEffect
{
    public Task Handle(object action, IDispatcher dispatcher)
    {
        switch (action)
        {
            case AdmissionAsked asked:
                return Ask(asked.Request, dispatcher);
            case InvitingOpened:
                dispatcher.Dispatch(new AdmissionAsked(new ListInvitations()));
                return Task.CompletedTask;
            case LinkingOpened linking:
                dispatcher.Dispatch(new AdmissionAsked(new LinkDevice(linking.Origin)));
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private async Task Ask(AdmissionRequest request, IDispatcher dispatcher)
    {
        AdmissionAnswer answer;
        try
        {
            answer = await connection.Ask(request);
        }
        catch (InvalidOperationException)
        {
            answer = new AdmissionRefused(PageRefusal.NoConnection.Code);
        }

        dispatcher.Dispatch(new AdmissionAnswered(request, answer));
    }
}

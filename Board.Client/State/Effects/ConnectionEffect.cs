using MappingBoard.Client.State.Actions;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Effects;

/// <summary>Connects the page to its board, and resumes when the replica has missed something.</summary>
internal sealed class ConnectionEffect(IState<BoardState> state, IBoardConnection connection) : IEffect, IBoardListener
{
    private IDispatcher? _dispatcher;
    private bool _isResuming;

    public Task Handle(object action, IDispatcher dispatcher)
    {
        switch (action)
        {
            case BoardOpened { IsLive: true } when _dispatcher is null:
                _dispatcher = dispatcher;
                connection.Open(this);
                return Task.CompletedTask;
            case MessageReceived { Message: Welcome }:
                _isResuming = false;
                return Task.CompletedTask;
            case MessageReceived when state.Value.Replica.HasGap && !_isResuming:
                _isResuming = true;
                return connection.Resume().AsTask();
            default:
                return Task.CompletedTask;
        }
    }

    EnterRequest IBoardListener.Position() => state.Value.Replica.Position;

    /// <summary>A server of a version that this page does not understand is not listened to any further (G1).</summary>
    async Task IBoardListener.Receive(ServerMessage message)
    {
        var otherVersion = message is Welcome welcome ? WireVersion.RefusesServer(welcome.V) : null;
        _dispatcher!.Dispatch(new MessageReceived(otherVersion ?? message));
        if (otherVersion is not null) await connection.DisposeAsync();
    }

    Task IBoardListener.LinkChanged(LinkState link)
    {
        _dispatcher!.Dispatch(new LinkChanged(link));
        return Task.CompletedTask;
    }
}

using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// A room's one inbox: whatever happens to the room is done in its loop, one thing after the other. What takes time goes
/// on outside, one such thing at a time, and comes back through here. <see cref="Post"/> is thread-safe; all else is the
/// loop's own.
/// </summary>
internal sealed class RoomInbox
{
    /// <summary>After so many messages the loop looks whether there is something to write, however many more wait.</summary>
    private const int MostAtOnce = 1_000;

    private readonly Channel<Action> _channel = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private bool _hasEnded;

    /// <summary>Something is on its way to the store or from it; the ledger stands still until it is back.</summary>
    public bool IsBusy { get; private set; }

    /// <param name="act">Done in the loop.</param>
    /// <param name="otherwise">Done when the room has ended.</param>
    public void Post(Action act, Action? otherwise = null)
    {
        if (!_channel.Writer.TryWrite(() => (_hasEnded ? otherwise : act)?.Invoke())) otherwise?.Invoke();
    }

    /// <summary>Waits until there is something to do.</summary>
    public ValueTask<bool> Wait() => _channel.Reader.WaitToReadAsync();

    /// <summary>Does what has come, or a good part of it.</summary>
    public void DoSome()
    {
        for (var i = 0; i < MostAtOnce && _channel.Reader.TryRead(out var next); i++) next();
    }

    /// <summary>Starts something that takes time; what it returns is done in the loop, when it has finished.</summary>
    public async Task Begin(Func<Task<Action>> work)
    {
        IsBusy = true;
        Action then;
        try
        {
            then = await work();
        }
        catch (Exception fault)
        {
            // Thrown again inside the loop, which ends the room: nothing of it goes unseen.
            then = ExceptionDispatchInfo.Capture(fault).Throw;
        }

        Post(() =>
        {
            IsBusy = false;
            then();
        });
    }

    /// <summary>Nothing is done here any more. Whoever still waits for something is told so.</summary>
    public void End()
    {
        _hasEnded = true;
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out var late)) late();
    }
}

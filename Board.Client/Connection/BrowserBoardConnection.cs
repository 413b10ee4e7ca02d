using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.Connection;

/// <summary>
/// A page's way to its board over the hub. It connects again for as long as it is not disposed, whatever happens
/// (<see cref="SessionLoop"/>), and at once when the browser says that the network is back or that the page is shown again.
/// </summary>
/// <param name="hub">The address of the hub.</param>
/// <param name="lines">Makes the lines that it speaks on.</param>
/// <param name="signals">The browser's own.</param>
/// <param name="time">For waiting.</param>
/// <param name="log">No words, names or addresses go into it.</param>
public sealed partial class BrowserBoardConnection(
    Uri hub,
    IHubTransportFactory lines,
    IPageSignals signals,
    TimeProvider time,
    ILogger<BrowserBoardConnection> log) : IBoardConnection
{
    private readonly CancellationTokenSource _disposed = new();
    private SessionLoop? _loop;
    private HubSession? _connection;
    private HubWay _way = HubWay.WebSocket;
    private bool _isListening;

    public void Open(IBoardListener listener)
    {
        _loop = new(listener, time, Random.Shared.NextDouble, Failed);
        _ = _loop.Run(Session, _disposed.Token);
    }

    public ValueTask Submit(Batch batch) => _connection?.Submit(batch) ?? ValueTask.CompletedTask;

    public ValueTask Show(ShowRequest presence) => _connection?.Show(presence) ?? ValueTask.CompletedTask;

    public ValueTask Resume()
    {
        _loop?.FallBehind();
        return ValueTask.CompletedTask;
    }

    public Task<AdmissionAnswer> Ask(AdmissionRequest request) =>
        _connection?.Ask(request) ?? throw new InvalidOperationException("There is no connection at the moment.");

    /// <summary>Ends the connection. Does not wait for a message that the page is just taking in: the page may be calling from there.</summary>
    public async ValueTask DisposeAsync() => await _disposed.CancelAsync();

    private async Task<SessionEnd> Session(IBoardListener page, CancellationToken cancel)
    {
        _ = Listen();
        var stay = _connection = new HubSession(page, time);
        try
        {
            return await stay.Run(lines, hub, _way, cancel);
        }
        finally
        {
            _connection = null;
            // What worked is tried first again; what did not takes turns with the other way.
            if (!stay.WasLive) _way = _way == HubWay.WebSocket ? HubWay.LongPolling : HubWay.WebSocket;
        }
    }

    /// <summary>The line does not wait for the signals. Where the browser does not give them, it is asked again beside the next session.</summary>
    private async Task Listen()
    {
        if (_isListening) return;
        _isListening = true;
        try
        {
            await signals.Listen(woke: () => _loop!.Hurry(), lost: () => _loop!.Lose());
        }
        catch (Exception fault)
        {
            _isListening = false;
            Failed(fault);
        }
    }

    private void Failed(Exception fault) => SessionFailed(_way, FaultKind.Of(fault));

    [LoggerMessage(2101, LogLevel.Information, "A session with the board by {Way} ended by itself ({Kind}); the next begins.")]
    private partial void SessionFailed(HubWay way, string kind);
}

using System.Text.Json;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.Connection;

/// <summary>
/// A page's way to its board over the hub. It connects again for as long as it is not disposed, and at once when the
/// browser says that the network is back or that the page is shown again.
/// </summary>
/// <param name="hub">The address of the hub.</param>
/// <param name="lines">Makes the lines that it speaks on.</param>
/// <param name="signals">The browser's own.</param>
/// <param name="time">For waiting.</param>
/// <param name="log">No words, names or addresses go into it.</param>
public sealed partial class BrowserBoardConnection(
    Uri hub,
    IHubLines lines,
    IPageSignals signals,
    TimeProvider time,
    ILogger<BrowserBoardConnection> log) : IBoardConnection
{
    private readonly CancellationTokenSource _disposed = new();
    private CancellationTokenSource? _stay;
    private CancellationTokenSource? _pause;
    private HubStay? _connection;

    public void Open(IBoardListener listener) => _ = Run(listener);

    public ValueTask Submit(Batch batch) => _connection?.Submit(batch) ?? ValueTask.CompletedTask;

    public ValueTask Show(ShowRequest presence) => _connection?.Show(presence) ?? ValueTask.CompletedTask;

    public ValueTask Resume()
    {
        Cancel(_stay);
        return ValueTask.CompletedTask;
    }

    public Task<DoorAnswer> Ask(DoorRequest request) =>
        _connection?.Ask(request) ?? throw new InvalidOperationException("There is no connection at the moment.");

    /// <summary>Ends the connection. Does not wait for a message that the page is just taking in: the page may be calling from there.</summary>
    public async ValueTask DisposeAsync() => await _disposed.CancelAsync();

    private async Task Run(IBoardListener listener)
    {
        await listener.LinkChanged(LinkState.Connecting);
        await signals.Listen(woke: () => Cancel(_pause), lost: () => Cancel(_stay));
        var backoff = new Backoff();
        var way = HubWay.WebSocket;
        while (!_disposed.IsCancellationRequested)
        {
            var stay = await Stay(listener, way);
            if (_disposed.IsCancellationRequested) return;
            if (stay.WasSentAway)
            {
                await listener.LinkChanged(LinkState.Ended);
                return;
            }

            // What worked is tried first again; what did not takes turns with the other way.
            if (!stay.WasLive) way = way == HubWay.WebSocket ? HubWay.LongPolling : HubWay.WebSocket;
            backoff = stay.WasLive ? new() : backoff.Failed();
            // Begun before the page hears of it: a signal that comes from then on cuts it short.
            var pause = Pause(backoff.Wait(Random.Shared.NextDouble()));
            await listener.LinkChanged(LinkState.Away);
            await pause;
        }
    }

    private async Task<HubStay> Stay(IBoardListener listener, HubWay way)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
        _stay = cancel;
        var stay = _connection = new HubStay(listener, time);
        try
        {
            await stay.Run(lines, hub, way, cancel.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or JsonException)
        {
            NotThrough(way, failure.GetType().Name);
        }
        finally
        {
            _stay = null;
            _connection = null;
        }

        return stay;
    }

    private async Task Pause(TimeSpan pause)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
        _pause = wait;
        await Task.Delay(pause, time, wait.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _pause = null;
    }

    /// <summary>A signal may come just as what it would end has ended by itself.</summary>
    private static void Cancel(CancellationTokenSource? what)
    {
        try
        {
            what?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "No way through to the board by {Way} ({Kind}).")]
    private partial void NotThrough(HubWay way, string kind);
}

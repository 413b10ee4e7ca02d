using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace MappingBoard.Client.Connection;

/// <summary>
/// A page's way to its board over the hub: WebSockets first, without negotiation; where they are blocked, whatever
/// passes. It connects again for as long as it is not disposed, and at once when the browser says that the network is
/// back or that the page is shown again.
/// </summary>
public sealed partial class SignalRBoardConnection : IBoardConnection
{
    /// <summary>Silence of this length means that the line is dead; the server speaks at least every ten seconds.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan SpeakEvery = TimeSpan.FromSeconds(5);

    /// <summary>A network that swallows WebSockets says nothing; the other ways are tried after this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Uri _hub;
    private readonly IPageSignals _signals;
    private readonly TimeProvider _time;
    private readonly ILogger<SignalRBoardConnection> _log;
    private readonly Action<HttpConnectionOptions>? _configure;
    private readonly CancellationTokenSource _disposed = new();
    private HubConnection? _connection;
    private CancellationTokenSource _pause = new();
    private CancellationTokenSource _stay = new();
    private bool _isDisposed;
    private bool _isOver;

    /// <param name="hub">The address of the hub.</param>
    /// <param name="signals">The browser's own.</param>
    /// <param name="time">For the waits between attempts.</param>
    /// <param name="log">No words, names or addresses go into it.</param>
    /// <param name="configure">More about the HTTP connection; for hosts other than browsers.</param>
    public SignalRBoardConnection(
        Uri hub,
        IPageSignals signals,
        TimeProvider time,
        ILogger<SignalRBoardConnection> log,
        Action<HttpConnectionOptions>? configure = null)
    {
        _hub = hub;
        _signals = signals;
        _time = time;
        _log = log;
        _configure = configure;
    }

    public void Open(IBoardListener listener) => _ = Run(listener);

    public ValueTask Submit(Batch batch) => Send(HubContract.Submit, batch);

    public ValueTask Show(ShowRequest presence) => Send(HubContract.Show, presence);

    public ValueTask Resume()
    {
        _stay.Cancel();
        return ValueTask.CompletedTask;
    }

    public async Task<Invitation> Invite(Uri origin)
    {
        var connection = _connection ?? throw new InvalidOperationException("There is no connection at the moment.");
        try
        {
            return await connection.InvokeAsync<Invitation>(HubContract.Invite, origin.AbsoluteUri, _stay.Token);
        }
        catch (Exception failure) when (failure is HubException or OperationCanceledException || IsLoss(failure))
        {
            throw new InvalidOperationException("The connection did not give a link.", failure);
        }
    }

    /// <summary>Ends the connection. Does not wait for a message that the page is just taking in: the page may be calling from there.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await _disposed.CancelAsync();
        await _stay.CancelAsync();
    }

    /// <summary>A loss of the line, which the loop below sees too; nothing that was sent on it is lost, since the replica keeps it.</summary>
    private static bool IsLoss(Exception failure) =>
        failure is InvalidOperationException or IOException or HttpRequestException or System.Net.WebSockets.WebSocketException or TimeoutException or OperationCanceledException;

    private async Task Run(IBoardListener listener)
    {
        await listener.LinkChanged(LinkState.Connecting);
        await _signals.Listen(woke: () => _pause.Cancel(), lost: () => _stay.Cancel());
        var backoff = new Backoff();
        var webSocketsOnly = true;
        while (!_isDisposed)
        {
            var wasLive = await Stay(listener, webSocketsOnly);
            if (_isDisposed) return;
            if (_isOver)
            {
                await listener.LinkChanged(LinkState.Ended);
                return;
            }

            // What worked is tried first again; what did not, takes turns with the other way.
            if (!wasLive) webSocketsOnly = !webSocketsOnly;
            await listener.LinkChanged(LinkState.Away);
            backoff = wasLive ? new() : backoff.Failed();
            await Pause(backoff.Wait(Random.Shared.NextDouble()));
        }
    }

    /// <summary>One connection from its beginning to its end.</summary>
    /// <returns>Whether there ever was one.</returns>
    private async Task<bool> Stay(IBoardListener listener, bool webSocketsOnly)
    {
        using var stay = _stay = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
        var connection = Build(webSocketsOnly);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += _ => Task.FromResult(closed.TrySetResult());
        connection.On<ServerMessage>(HubContract.Receive, message => Hear(listener, message));
        await using var cancelled = stay.Token.Register(() => closed.TrySetResult());
        var isLive = false;
        try
        {
            await Start(connection, stay.Token);
            _connection = connection;
            isLive = true;
            await listener.LinkChanged(LinkState.Live);
            await connection.SendAsync(HubContract.Enter, listener.Position(), stay.Token);
            await closed.Task;
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            Lost(failure.GetType().Name);
        }
        finally
        {
            _connection = null;
            // A line that is dead would be waited for; nobody needs its farewell.
            _ = LetGo(connection);
        }

        return isLive;
    }

    private HubConnection Build(bool webSocketsOnly)
    {
        var builder = new HubConnectionBuilder()
            .WithUrl(_hub, options =>
            {
                options.SkipNegotiation = webSocketsOnly;
                options.Transports = webSocketsOnly ? HttpTransportType.WebSockets : HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling;
                _configure?.Invoke(options);
            })
            .AddJsonProtocol(options => options.PayloadSerializerOptions = BoardJson.Default.Options)
            .WithServerTimeout(Silence)
            .WithKeepAliveInterval(SpeakEvery);
        return builder.Build();
    }

    private async Task Start(HubConnection connection, CancellationToken stay)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stay, patience.Token);
        await connection.StartAsync(either.Token);
    }

    private async Task Hear(IBoardListener listener, ServerMessage message)
    {
        await listener.Receive(message);
        if (message is not Closed) return;
        _isOver = true;
        await _stay.CancelAsync();
    }

    private async ValueTask Send(string method, object message)
    {
        if (_connection is not { } connection) return;
        try
        {
            await connection.SendAsync(method, message, _stay.Token);
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            Lost(failure.GetType().Name);
        }
    }

    private async Task LetGo(HubConnection connection)
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            Lost(failure.GetType().Name);
        }
    }

    private async Task Pause(TimeSpan pause)
    {
        using var wait = _pause = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
        await Task.Delay(pause, _time, wait.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [LoggerMessage(2101, LogLevel.Information, "The connection to the board was lost ({Kind}).")]
    private partial void Lost(string kind);
}

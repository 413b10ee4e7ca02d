using System.Text.Json;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MappingBoard.Server.Tests.Transports;

/// <summary>A page's way to the hub over Microsoft's own client: somebody else's idea of the protocol than the server's and the browser's.</summary>
internal sealed class SignalRConnection(Uri hub, string cookie) : IBoardConnection
{
    /// <summary>
    /// Microsoft's client says that a connection has ended while it still hands on what came over it; what the server said
    /// last, that somebody is sent away, is among that.
    /// </summary>
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _disposed = new();
    private volatile HubConnection? _connection;
    private volatile TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;

    public void Open(IBoardListener listener) => _running = Run(listener);

    public ValueTask Submit(Batch batch) => Send(HubContract.Submit, batch);

    public ValueTask Show(ShowRequest presence) => Send(HubContract.Show, presence);

    public ValueTask Resume()
    {
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public Task<AdmissionAnswer> Ask(AdmissionRequest request) =>
        _connection?.InvokeAsync<AdmissionAnswer>(HubContract.Doors, JsonSerializer.SerializeToElement(request, BoardJson.Default.AdmissionRequest), _disposed.Token)
        ?? throw new InvalidOperationException("There is no connection at the moment.");

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        _ended.TrySetResult();
        await _running;
    }

    private async Task Run(IBoardListener listener)
    {
        var wasSentAway = false;
        while (!_disposed.IsCancellationRequested && !wasSentAway)
        {
            var ended = _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var isOver = false;
            await using var connection = Build();
            connection.Closed += _ => Task.FromResult(ended.TrySetResult());
            connection.On<ServerMessage>(HubContract.Receive, async message =>
            {
                if (Volatile.Read(ref isOver)) return;
                await listener.Receive(message);
                if (message is not Closed) return;
                wasSentAway = true;
                ended.TrySetResult();
            });
            if (await Start(connection))
            {
                _connection = connection;
                await listener.LinkChanged(LinkState.Live);
                await Send(HubContract.Enter, listener.Position());
                await ended.Task;
                _connection = null;
            }

            await Task.Delay(BeforeAgain, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Volatile.Write(ref isOver, true);
            await listener.LinkChanged(wasSentAway ? LinkState.Ended : LinkState.Away);
        }
    }

    private async Task<bool> Start(HubConnection connection)
    {
        try
        {
            await connection.StartAsync(_disposed.Token);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private HubConnection Build() => new HubConnectionBuilder()
        .WithUrl(hub, options => options.Headers["Cookie"] = cookie)
        .AddJsonProtocol(options => options.PayloadSerializerOptions = BoardJson.Default.Options)
        .Build();

    private async ValueTask Send(string method, object message)
    {
        try
        {
            if (_connection is { } connection) await connection.SendAsync(method, message, _disposed.Token);
        }
        catch (Exception lost) when (lost is InvalidOperationException or IOException or OperationCanceledException)
        {
            // The connection has just ended. The replica keeps what it sent.
        }
    }
}

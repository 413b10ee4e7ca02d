using System.Security.Claims;
using System.Text.Json;
using MappingBoard.Server.Access;
using MappingBoard.Server.Hub;
using MappingBoard.Server.Storage;
using MappingBoard.Server.Supervision;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Rooms;

/// <summary>
/// A page's way to its board on a server circuit: the same room and the same bounded outbox as over SignalR, without a
/// network between. Runs on the synchronisation context where it was opened.
/// </summary>
public sealed class InProcessBoardConnection(
    Doorway doorway,
    AuthenticationStateProvider people,
    Doors doors,
    IOptions<OutboxOptions> bounds,
    TimeProvider time,
    Supervisor supervisor,
    ILogger<InProcessBoardConnection> logger) : IBoardConnection
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    private readonly CancellationTokenSource _disposed = new();
    private Outbox? _outbox;
    private Visit? _visit;
    private bool _isDisposed;

    public void Open(IBoardListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        _ = Run(listener);
    }

    public ValueTask Submit(Batch batch)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(batch, BoardJson.Default.Batch).Length;
        if (_visit is { } visit && visit.Admits(batch.N)) visit.Submit(batch, bytes);
        return ValueTask.CompletedTask;
    }

    public ValueTask Show(ShowRequest presence)
    {
        _visit?.Show(presence);
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends this stay; the next one begins at once, from where the replica stands then.</summary>
    public ValueTask Resume()
    {
        _outbox?.Drop();
        return ValueTask.CompletedTask;
    }

    public async Task<DoorAnswer> Ask(DoorRequest request)
    {
        if (_visit is not { } visit) throw new InvalidOperationException("There is no connection to the board at the moment.");
        return visit.Admits(0) ? await doors.Answer(visit.Board, visit.Participant, request, _disposed.Token) : DoorRefusal.TooFast;
    }

    /// <summary>Ends the stay. Does not wait for a message that the page is just taking in: the page may be calling from there.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _outbox?.Drop();
        await _disposed.CancelAsync();
    }

    private async Task Run(IBoardListener listener)
    {
        var failures = 0;
        while (!_isDisposed)
        {
            await listener.LinkChanged(LinkState.Connecting);
            var stay = await Stay(listener);
            if (_isDisposed) return;
            if (stay == StayEnd.SentAway)
            {
                await listener.LinkChanged(LinkState.Ended);
                return;
            }

            failures = stay == StayEnd.Dropped ? 0 : failures + 1;
            await listener.LinkChanged(LinkState.Away);
            await Pause(Pauses[Math.Min(failures, Pauses.Length - 1)]);
        }
    }

    private async Task<StayEnd> Stay(IBoardListener listener)
    {
        using var outbox = new Outbox(bounds.Value, time);
        _outbox = outbox;
        try
        {
            var who = await WhoIsThere();
            _visit = await doorway.Enter(who, listener.Position(), outbox, _disposed.Token);
            if (_visit is { } visit)
            {
                supervisor.Detach("Noting who came", visit.Board, () => doors.Came(visit.Board, visit.Participant));
                await listener.LinkChanged(LinkState.Live);
            }

            return await Deliver(outbox, listener);
        }
        catch (StoreUnavailableException)
        {
            return StayEnd.NotReached;
        }
        catch (OperationCanceledException)
        {
            return StayEnd.NotReached;
        }
        catch (Exception fault)
        {
            // The page could not take a message in. Its replica is as it was before, and resumes from there.
            RoomLog.PageBroke(logger, fault);
            return StayEnd.NotReached;
        }
        finally
        {
            _visit?.Dispose();
            _visit = null;
            _outbox = null;
        }
    }

    /// <summary>One message at a time, each when the page is done with the one before.</summary>
    private static async Task<StayEnd> Deliver(Outbox outbox, IBoardListener listener)
    {
        var sentAway = false;
        while (await outbox.Read() is { } envelope)
        {
            sentAway = envelope.Message is Closed;
            await listener.Receive(envelope.Message);
        }

        return sentAway ? StayEnd.SentAway : StayEnd.Dropped;
    }

    private async Task<ClaimsPrincipal> WhoIsThere() => (await people.GetAuthenticationStateAsync()).User;

    private async Task Pause(TimeSpan pause)
    {
        if (pause == TimeSpan.Zero) return;
        await Task.Delay(pause, time, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private enum StayEnd
    {
        Dropped,
        NotReached,
        SentAway,
    }
}

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
    private readonly CancellationTokenSource _disposed = new();
    private SessionLoop? _loop;
    private Visit? _visit;

    public void Open(IBoardListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        _loop = new(listener, time, Random.Shared.NextDouble, fault => RoomLog.SessionFailed(logger, FaultKind.Of(fault), fault.GetBaseException().StackTrace));
        _ = _loop.Run(Session, _disposed.Token);
    }

    public ValueTask Submit(Batch batch)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(batch, BoardJson.Default.Batch).Length;
        if (_visit is { } visit && visit.Admits(batch.N, bytes)) visit.Submit(batch, bytes);
        return ValueTask.CompletedTask;
    }

    public ValueTask Show(ShowRequest presence)
    {
        _visit?.Show(presence);
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends this session; the next one begins after a moment, from where the replica stands then.</summary>
    public ValueTask Resume()
    {
        _loop?.FallBehind();
        return ValueTask.CompletedTask;
    }

    public async Task<DoorAnswer> Ask(DoorRequest request)
    {
        if (_visit is not { } visit) throw new InvalidOperationException("There is no connection to the board at the moment.");
        return visit.Admits(0) ? await doors.Answer(visit.Board, visit.Participant, request, _disposed.Token) : DoorRefusal.TooFast;
    }

    /// <summary>Ends the session. Does not wait for a message that the page is just taking in: the page may be calling from there.</summary>
    public async ValueTask DisposeAsync() => await _disposed.CancelAsync();

    private async Task<SessionEnd> Session(IBoardListener page, CancellationToken cancel)
    {
        using var outbox = new Outbox(bounds.Value, time);
        await using var cancelled = cancel.Register(outbox.Drop);
        try
        {
            var who = await WhoIsThere();
            _visit = await doorway.Enter(who, page.Position(), outbox, cancel);
            if (_visit is { } visit) supervisor.Detach("Noting who came", visit.Board, () => doors.Came(visit.Board, visit.Participant));
            return await Deliver(outbox, page, cancel);
        }
        catch (StoreUnavailableException)
        {
            return SessionEnd.NotReached;
        }
        finally
        {
            _visit?.Dispose();
            _visit = null;
        }
    }

    /// <summary>One message at a time, each when the page is done with the one before.</summary>
    private static async Task<SessionEnd> Deliver(Outbox outbox, IBoardListener page, CancellationToken cancel)
    {
        var end = SessionEnd.NotReached;
        while (await outbox.Read() is { } envelope)
        {
            cancel.ThrowIfCancellationRequested();
            if (envelope.Message is Welcome)
            {
                end = SessionEnd.Lost;
                await page.LinkChanged(LinkState.Live);
            }

            await page.Receive(envelope.Message);
            if (envelope.Message is Closed) end = SessionEnd.SentAway;
        }

        return end;
    }

    private async Task<ClaimsPrincipal> WhoIsThere() => (await people.GetAuthenticationStateAsync()).User;
}

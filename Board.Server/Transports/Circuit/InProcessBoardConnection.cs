using System.Security.Claims;
using System.Text.Json;
using MappingBoard.Server.Admission;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Server.Supervision;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Transports.Circuit;

/// <summary>
/// A page's way to its board on a server circuit: the same room and the same bounded outbox as over SignalR, without a
/// network between. Runs on the synchronisation context where it was opened.
/// </summary>
public sealed class InProcessBoardConnection(
    RoomEntrance doorway,
    AuthenticationStateProvider people,
    AdmissionHandler doors,
    IOptions<OutboxOptions> bounds,
    TimeProvider time,
    Supervisor supervisor,
    ILogger<InProcessBoardConnection> logger) : IBoardConnection
{
    private readonly CancellationTokenSource _disposed = new();
    private SessionLoop? _loop;
    private RoomSession? _session;

    public void Open(IBoardListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        _loop = new(listener, time, Random.Shared.NextDouble, fault => RoomLog.SessionFailed(logger, FaultKind.Of(fault), fault.GetBaseException().StackTrace));
        _ = _loop.Run(Session, _disposed.Token);
    }

    public ValueTask Submit(Batch batch)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(batch, BoardJson.Default.Batch).Length;
        if (_session is { } session && session.Admits(batch.N, bytes)) session.Submit(batch, bytes);
        return ValueTask.CompletedTask;
    }

    public ValueTask Show(ShowRequest presence)
    {
        _session?.Show(presence);
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends this session; the next one begins after a moment, from where the replica stands then.</summary>
    public ValueTask Resume()
    {
        _loop?.FallBehind();
        return ValueTask.CompletedTask;
    }

    public async Task<AdmissionAnswer> Ask(AdmissionRequest request)
    {
        if (_session is not { } session) throw new InvalidOperationException("There is no connection to the board at the moment.");
        return session.Admits(0) ? await doors.Answer(session.Board, session.Participant, request, _disposed.Token) : AdmissionRefusal.TooFast;
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
            _session = await doorway.Enter(who, page.Position(), outbox, cancel);
            if (_session is { } session) supervisor.Detach("Noting who came", session.Board, () => doors.Came(session.Board, session.Participant));
            return await Deliver(outbox, page, cancel);
        }
        catch (StoreUnavailableException)
        {
            return SessionEnd.NotReached;
        }
        finally
        {
            _session?.Dispose();
            _session = null;
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

using System.Text.Json;
using MappingBoard.Server.Admission;
using MappingBoard.Server.Network;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Server.Rooms.Delivery;
using MappingBoard.Server.Supervision;
using MappingBoard.Server.Telemetry;
using MappingBoard.Shared.Sync;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Transports.SignalR;

/// <summary>
/// The wire's end (<see cref="HubContract"/>, docs/PROTOCOL.md). Thin: reads, asks who it is, hands over. Answers go
/// through the connection's outbox, never as SignalR's own.
/// </summary>
public sealed class BoardHub(
    RoomEntrance doorway,
    AdmissionHandler doors,
    IOptions<OutboxOptions> bounds,
    IOptions<ConnectionOptions> connections,
    TimeProvider time,
    Supervisor supervisor,
    ILogger<BoardHub> logger) : Microsoft.AspNetCore.SignalR.Hub
{
    /// <summary>The one protocol of SignalR's that is spoken.</summary>
    internal const string Protocol = "json";

    private static readonly object CallerKey = typeof(Caller);

    private Caller Caller => (Caller)Context.Items[CallerKey]!;

    public override Task OnConnectedAsync()
    {
        Context.Items[CallerKey] = new Caller(ConnectionKeeper.Of(Context), bounds.Value, connections.Value.EnterWithin, time, logger);
        RoomTelemetry.Connected();
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.ContainsKey(CallerKey))
        {
            Caller.Goes();
            RoomTelemetry.Disconnected();
        }

        return Task.CompletedTask;
    }

    public async Task Enter(JsonElement request)
    {
        using var span = RoomTelemetry.Call(RoomTelemetry.EnterSpan);
        if (!Incoming.TryRead(request, BoardJson.Default.EnterRequest, out var position, out var unreadable))
        {
            if (WireVersion.IsOfANewerPage(request)) Caller.Outbox.Close(VersionClosed.PageTooNew);
            else Answer(unreadable);
            return;
        }

        if (!Caller.Knocks())
        {
            Answer(Incoming.AlreadyEntered);
            return;
        }

        try
        {
            if (await doorway.Enter(Context.User ?? new(), position, Caller.Outbox, Context.ConnectionAborted) is not { } session) return;
            Caller.Comes(session);
            supervisor.Detach("Noting who came", session.Board, () => doors.Came(session.Board, session.Participant));
        }
        catch (StoreUnavailableException)
        {
            // Not for good, so without a farewell: the page comes back by itself.
            HubLog.NotOpened(logger, BoardTag.Of(position.Board));
            Caller.Outbox.Drop();
        }
        catch (OperationCanceledException)
        {
            Caller.Outbox.Drop();
        }
        catch (Exception fault)
        {
            // Whatever it was, the page is not to wait in vain: it comes back, and all others are none the worse (G3).
            HubLog.EnteringBroke(logger, BoardTag.Of(position.Board), fault.GetType().Name);
            Caller.Outbox.Drop();
        }
    }

    public void Submit(JsonElement batch)
    {
        using var span = RoomTelemetry.Call(RoomTelemetry.SubmitSpan);
        if (Caller.Session is not { } session) Answer(Incoming.NotEntered);
        else if (!session.Admits(NumberOf(batch), Incoming.SizeOf(batch))) return;
        else if (Incoming.TryReadBatch(batch, out var read, out var unreadable)) session.Submit(read, Incoming.SizeOf(batch));
        else Caller.Outbox.TryWrite(unreadable);
    }

    public void Show(JsonElement presence)
    {
        if (Caller.Session is not { } session) Answer(Incoming.NotEntered);
        else if (Incoming.TryRead(presence, BoardJson.Default.ShowRequest, out var request, out var unreadable)) session.Show(request);
        else Answer(unreadable);
    }

    /// <summary>The one thing that is answered as SignalR's own result: whoever asks waits for it, and for nothing else.</summary>
    public async Task<JsonElement> Doors(JsonElement request)
    {
        var answer = await AnswerAdmission(request);
        return JsonSerializer.SerializeToElement(answer, BoardJson.Default.AdmissionAnswer);
    }

    /// <summary>What <see cref="BoardHubProtocol"/> makes of a message that is none.</summary>
    public void Unreadable() => Answer(Incoming.Malformed);

    /// <summary>Strange messages count like any others, so that nobody can keep the server busy with them.</summary>
    private void Answer(Unreadable unreadable)
    {
        if (Caller.Session is { } session ? session.Admits(0) : Caller.MayBeStrange()) Caller.Outbox.TryWrite(unreadable);
    }

    private async Task<AdmissionAnswer> AnswerAdmission(JsonElement request)
    {
        if (Caller.Session is not { } session) return Caller.MayBeStrange() ? AdmissionRefusal.NotEntered : AdmissionRefusal.TooFast;
        if (!session.Admits(0)) return AdmissionRefusal.TooFast;
        if (!Incoming.TryRead(request, BoardJson.Default.AdmissionRequest, out var read, out var unreadable)) return new AdmissionRefused(unreadable.Code, unreadable.Args);
        return await doors.Answer(session.Board, session.Participant, read, Context.ConnectionAborted);
    }

    /// <summary>For the answer to a batch that is not looked at any further.</summary>
    private static long NumberOf(JsonElement batch) =>
        batch.ValueKind == JsonValueKind.Object && batch.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number && n.TryGetInt64(out var number)
            ? number
            : 0;
}
